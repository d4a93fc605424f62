// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent.ways;

import java.util.Timer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The pools that a {@link Way} runs on.
 *
 * @param other completes futures, as a thread unrelated to those waiting for them
 * @param tight has one thread and a queue for one task
 */
public record Pools(
    ExecutorService pool,
    ExecutorService other,
    ExecutorService tight,
    ForkJoinPool forkJoin,
    ScheduledExecutorService scheduler,
    Timer timer,
    ExecutorService own) {

  /** Creates new pools. */
  public static Pools make() {
    return new Pools(
        new ThreadPoolExecutor(
            2,
            4,
            1,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(2),
            new ThreadPoolExecutor.CallerRunsPolicy()),
        Executors.newFixedThreadPool(2),
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            new ThreadPoolExecutor.CallerRunsPolicy()),
        new ForkJoinPool(3),
        Executors.newScheduledThreadPool(2),
        new Timer(true),
        new OwnExecutorService());
  }

  /** Shuts down all pools. */
  public void shutDown() {
    pool.shutdownNow();
    other.shutdownNow();
    tight.shutdownNow();
    forkJoin.shutdownNow();
    scheduler.shutdownNow();
    timer.cancel();
  }
}
