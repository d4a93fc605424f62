// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.WeavingExtension;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever outlives the trace it was created in keeps nothing of the application alive. */
class LeftoversTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ConcurrentModule());

  private static final ContextKey<Object> KEY = ContextKey.named("test");

  @Test
  void cancelledTask_isInTheQueueWithoutWhatTheTraceHeld() throws Exception {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);

    WeakReference<Object> left =
        leftInATrace(() -> scheduler.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false));

    assertCollected(left);
    assertThat(scheduler.shutdownNow()).hasSize(1);
  }

  @Test
  void stageThatStillWaits_isWithoutWhatTheTraceHeld() throws Exception {
    CompletableFuture<String> pending = new CompletableFuture<>();
    List<Object> stages = new ArrayList<>();

    WeakReference<Object> left = leftInATrace(() -> stages.add(pending.thenAccept(x -> {})));

    assertCollected(left);
    assertThat(pending.getNumberOfDependents()).isEqualTo(1);
  }

  @Test
  void threadThatLivesOn_isWithoutWhatTheTraceHeld() throws Exception {
    CountDownLatch over = new CountDownLatch(1);

    WeakReference<Object> left =
        leftInATrace(
            () ->
                new Thread(
                        () -> {
                          try {
                            over.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        })
                    .start());

    assertCollected(left);
    over.countDown();
  }

  /** Runs it within a span that then ends, in a context that contains the returned object. */
  private static WeakReference<Object> leftInATrace(Runnable work) {
    Object left = new Object();
    Span span =
        weaving
            .spans()
            .tracer()
            .start(Context.root(), SpanType.CUSTOM, "left", () -> new CustomData("left", Map.of()));
    try (Scope ignored = Context.root().with(span).with(KEY, left).makeCurrent()) {
      work.run();
    }
    span.end();
    return new WeakReference<>(left);
  }

  private static void assertCollected(WeakReference<?> reference) {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }
}
