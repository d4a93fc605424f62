// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.Tool;
import java.lang.reflect.Method;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Each question to the model names the hop over which it was asked. */
public final class Tools {
  private static final ExecutorService POOL = Executors.newFixedThreadPool(2);
  private static final ExecutorService OTHER = Executors.newFixedThreadPool(2);
  private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1);
  private static final Timer TIMER = new Timer(true);

  private final DeskModel model = new DeskModel();

  @Tool
  public String fanOut() throws Exception {
    hop("execute", (work, done) -> POOL.execute(work));
    hop("submit", (work, done) -> POOL.submit(work).get());
    hop("schedule", (work, done) -> SCHEDULER.schedule(work, 1, TimeUnit.MILLISECONDS).get());
    hop("fork-join", (work, done) -> ForkJoinPool.commonPool().submit(work).get());
    hop("async", (work, done) -> CompletableFuture.runAsync(work).join());
    hop("async-on-pool", (work, done) -> CompletableFuture.runAsync(work, POOL).join());
    hop("stage", (work, done) -> stage(work, true));
    hop("async-stage", (work, done) -> stage(work, false));
    hop("thread", (work, done) -> new Thread(work).start());
    hop("timer", (work, done) -> TIMER.schedule(timerTask(work), 1));
    IntStream.range(0, 3).parallel().forEach(i -> model.chat("parallel-stream " + i));
    if (Runtime.version().feature() >= 21) {
      hop("virtual-thread", (work, done) -> virtually(work));
      hop("virtual-executor", (work, done) -> virtualExecutor().submit(work).get());
    }
    return "fanned out";
  }

  @Tool
  public String behave() throws Exception {
    Behaviour.show();
    return "behaved";
  }

  /** The tool for the crowd: a few hops, chosen for the threads they share. */
  @Tool
  public String hurry() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            first.thenApply(model::chat),
            first.thenApplyAsync(model::chat),
            first.thenApplyAsync(model::chat, POOL),
            CompletableFuture.supplyAsync(() -> model.chat("async"), POOL));
    OTHER.execute(() -> first.complete("stage"));
    all.join();
    POOL.submit(() -> model.chat("submit")).get();
    IntStream.range(0, 2).parallel().forEach(i -> model.chat("parallel"));
    return "hurried";
  }

  private interface Hop {
    void carry(Runnable work, CountDownLatch done) throws Exception;
  }

  private void hop(String name, Hop hop) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    hop.carry(
        () -> {
          model.chat(name);
          done.countDown();
        },
        done);
    done.await();
  }

  private static void stage(Runnable work, boolean sync) {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<?> second = sync ? first.thenRun(work) : first.thenRunAsync(work);
    OTHER.execute(() -> first.complete("done"));
    second.join();
  }

  private static TimerTask timerTask(Runnable work) {
    return new TimerTask() {
      @Override
      public void run() {
        work.run();
      }
    };
  }

  private static void virtually(Runnable work) throws Exception {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    ((Thread) start.invoke(null, work)).join();
  }

  private static ExecutorService virtualExecutor() throws Exception {
    Method make = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    return (ExecutorService) make.invoke(null);
  }
}
