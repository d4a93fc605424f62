// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks, futures and stages that an application has written are asked nothing. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ConcurrentModule());

  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void forget() {
    Probe.calls();
  }

  /** A task of which a pool asks nothing but to run. */
  private final class OwnRunnable implements Runnable {
    @Override
    public void run() {
      runs.incrementAndGet();
    }

    @Override
    public boolean equals(Object other) {
      Probe.note("Runnable", "equals");
      return this == other;
    }

    @Override
    public int hashCode() {
      Probe.note("Runnable", "hashCode");
      return 1;
    }

    @Override
    public String toString() {
      Probe.note("Runnable", "toString");
      return "task";
    }
  }

  private final class OwnFuture extends FutureTask<String> {
    OwnFuture() {
      super(
          () -> {
            runs.incrementAndGet();
            return "done";
          });
    }

    @Override
    public boolean isDone() {
      Probe.note("Future", "isDone");
      return super.isDone();
    }

    @Override
    public boolean isCancelled() {
      Probe.note("Future", "isCancelled");
      return super.isCancelled();
    }

    @Override
    public boolean equals(Object other) {
      Probe.note("Future", "equals");
      return this == other;
    }

    @Override
    public int hashCode() {
      Probe.note("Future", "hashCode");
      return 1;
    }

    @Override
    public String toString() {
      Probe.note("Future", "toString");
      return "future";
    }
  }

  private final class OwnForkJoinTask extends RecursiveTask<String> {
    private static final long serialVersionUID = 1;

    @Override
    protected String compute() {
      runs.incrementAndGet();
      return "computed";
    }

    @Override
    public boolean equals(Object other) {
      Probe.note("ForkJoinTask", "equals");
      return this == other;
    }

    @Override
    public int hashCode() {
      Probe.note("ForkJoinTask", "hashCode");
      return 1;
    }

    @Override
    public String toString() {
      Probe.note("ForkJoinTask", "toString");
      return "fork";
    }
  }

  private static final class OwnStage extends CompletableFuture<String> {
    @Override
    public boolean isDone() {
      Probe.note("CompletableFuture", "isDone");
      return super.isDone();
    }

    @Override
    public boolean equals(Object other) {
      Probe.note("CompletableFuture", "equals");
      return this == other;
    }

    @Override
    public int hashCode() {
      Probe.note("CompletableFuture", "hashCode");
      return 1;
    }
  }

  private final class OwnTimerTask extends TimerTask {
    private final CountDownLatch ran = new CountDownLatch(1);

    @Override
    public void run() {
      runs.incrementAndGet();
      ran.countDown();
    }

    @Override
    public long scheduledExecutionTime() {
      Probe.note("TimerTask", "scheduledExecutionTime");
      return super.scheduledExecutionTime();
    }

    @Override
    public boolean equals(Object other) {
      Probe.note("TimerTask", "equals");
      return this == other;
    }

    @Override
    public int hashCode() {
      Probe.note("TimerTask", "hashCode");
      return 1;
    }
  }

  @Test
  void ownTaskOfAPool_isAskedNothing() throws Exception {
    ThreadPoolExecutor pool = pool();
    Runnable removed = new OwnRunnable();

    inSpan(
        () -> {
          CountDownLatch busy = new CountDownLatch(1);
          pool.execute(() -> await(busy));
          pool.execute(new OwnRunnable());
          pool.execute(removed);
          assertThat(pool.getQueue().removeIf(task -> task == removed)).isTrue();
          busy.countDown();
          return null;
        });
    end(pool);

    assertThat(Probe.calls()).isEmpty();
    assertThat(runs).hasValue(1);
  }

  @Test
  void ownTaskThatAPoolReturnsUnrun_isAskedNothing() throws Exception {
    ThreadPoolExecutor pool = pool();
    CountDownLatch busy = new CountDownLatch(1);

    inSpan(
        () -> {
          pool.execute(() -> await(busy));
          pool.execute(new OwnRunnable());
          pool.execute(new OwnFuture());
          return null;
        });

    assertThat(pool.shutdownNow())
        .satisfiesExactly(
            task -> assertThat(task).isInstanceOf(OwnRunnable.class),
            task -> assertThat(task).isInstanceOf(OwnFuture.class));
    busy.countDown();
    assertThat(Probe.calls()).isEmpty();
    assertThat(runs).hasValue(0);
  }

  @Test
  void ownFuture_isAskedNothing() throws Exception {
    ThreadPoolExecutor pool = pool();
    OwnFuture future = inSpan(OwnFuture::new);

    pool.execute(future);
    end(pool);

    assertThat(Probe.calls()).isEmpty();
    assertThat(future.get()).isEqualTo("done");
  }

  @Test
  void ownForkJoinTask_isAskedNothing() throws Exception {
    OwnForkJoinTask task = inSpan(() -> new OwnForkJoinTask());

    assertThat(ForkJoinPool.commonPool().invoke(task)).isEqualTo("computed");

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownStage_isAskedNothing() throws Exception {
    OwnStage stage = new OwnStage();

    CompletableFuture<Integer> length =
        inSpan(() -> stage.thenApply(String::length).whenComplete((value, failure) -> {}));
    stage.complete("four");

    assertThat(Probe.calls()).isEmpty();
    assertThat(length.get()).isEqualTo(4);
  }

  @Test
  void ownTimerTask_isAskedNothing() throws Exception {
    Timer timer = new Timer(true);
    OwnTimerTask task = new OwnTimerTask();

    inSpan(
        () -> {
          timer.schedule(task, 1);
          return null;
        });

    assertThat(task.ran.await(10, TimeUnit.SECONDS)).isTrue();
    timer.cancel();
    assertThat(Probe.calls()).isEmpty();
  }

  private static ThreadPoolExecutor pool() {
    return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(ThreadPoolExecutor pool) throws InterruptedException {
    pool.shutdown();
    assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private static <T> T inSpan(Callable<T> work) throws Exception {
    Span span =
        weaving
            .spans()
            .tracer()
            .start(Context.root(), SpanType.CUSTOM, "own", () -> new CustomData("own", Map.of()));
    try (Scope ignored = Context.root().with(span).makeCurrent()) {
      return work.call();
    } finally {
      span.end();
    }
  }
}
