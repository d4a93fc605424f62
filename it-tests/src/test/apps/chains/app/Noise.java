// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Work that is cancelled, rejected, discarded or never done, on the pools that all scenarios share.
 * Where it runs nevertheless, it is a step under its submitter's.
 */
final class Noise {
  private static final int KINDS = 7;

  private final ThreadPoolExecutor tight = pool(new ThreadPoolExecutor.AbortPolicy());
  private final ThreadPoolExecutor forgetful = pool(new ThreadPoolExecutor.DiscardOldestPolicy());
  private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
  private final ForkJoinPool forkJoin = new ForkJoinPool(2);
  private final Timer timer = new Timer("noise", true);

  private static ThreadPoolExecutor pool(java.util.concurrent.RejectedExecutionHandler handler) {
    return new ThreadPoolExecutor(
        1, 2, 1, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(2), handler);
  }

  int next(Random random) {
    return random.nextInt(KINDS * 2);
  }

  void make(int kind, String step, UnaryOperator<String> next) {
    String name = next.apply(step);
    Runnable work = () -> Steps.step("FUNCTION", name, () -> {});
    switch (kind % (KINDS * 2)) {
      case 0 -> refused(() -> tight.execute(work));
      case 1 -> refused(() -> tight.submit(work).cancel(true));
      case 2 -> refused(() -> forgetful.execute(work));
      case 3 -> scheduler.schedule(work, 1, TimeUnit.HOURS).cancel(false);
      case 4 -> {
        CompletableFuture<String> never = new CompletableFuture<>();
        never.thenRun(work);
        never.thenRunAsync(work).cancel(false);
      }
      case 5 -> forkJoin.submit(work).cancel(false);
      case 6 -> {
        TimerTask task =
            new TimerTask() {
              @Override
              public void run() {
                work.run();
              }
            };
        timer.schedule(task, 1);
        task.cancel();
      }
      default -> {}
    }
  }

  private static void refused(Runnable attempt) {
    try {
      attempt.run();
    } catch (RejectedExecutionException expected) {
      return;
    }
  }

  /** Ends what is still running. */
  void end() throws InterruptedException {
    scheduler.shutdownNow();
    tight.shutdown();
    forgetful.shutdown();
    forkJoin.shutdown();
    tight.awaitTermination(1, TimeUnit.MINUTES);
    forgetful.awaitTermination(1, TimeUnit.MINUTES);
    forkJoin.awaitTermination(1, TimeUnit.MINUTES);
  }
}
