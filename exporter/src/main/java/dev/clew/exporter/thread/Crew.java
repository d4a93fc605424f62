// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.thread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does the same to each of many things, and has the results in the order of the things.
 *
 * <p>The caller works as well, and does all of it where helpers are busy or no thread is to be had.
 * Helpers go when they have had nothing to do for some seconds. For one caller at a time.
 */
public final class Crew {
  private static final long IDLE_SECONDS = 5;

  private final int helpers;
  private final ThreadFactory threads;
  private @Nullable ThreadPoolExecutor pool;

  /**
   * Makes a crew without threads.
   *
   * @param helpers how many there may be besides the caller
   */
  public Crew(int helpers, ThreadFactory threads) {
    this.helpers = helpers;
    this.threads = threads;
  }

  /**
   * Returns what {@code work} makes of each of {@code things}, null where it threw something.
   *
   * @param together whether others are to help
   * @throws InterruptedException if the caller is interrupted while others finish
   */
  public <T, R> List<@Nullable R> each(List<T> things, Function<T, R> work, boolean together)
      throws InterruptedException {
    Job<T, R> job = new Job<>(things, work);
    if (together) {
      call(Math.min(helpers, things.size() - 1), job);
    }
    job.run();
    return job.results();
  }

  private void call(int wanted, Runnable job) {
    try {
      ThreadPoolExecutor those = pool;
      if (those == null) {
        // What finds no thread free is dropped: the caller does the work.
        those =
            new ThreadPoolExecutor(
                0,
                Math.max(1, helpers),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
        pool = those;
      }
      for (int i = 0; i < wanted; i++) {
        those.execute(job);
      }
    } catch (Throwable t) {
      // No thread to be had; the caller is one.
    }
  }

  private static final class Job<T, R> implements Runnable {
    private final List<T> things;
    private final Function<T, R> work;
    private final @Nullable Object[] results;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch unfinished;

    Job(List<T> things, Function<T, R> work) {
      this.things = new ArrayList<>(things);
      this.work = work;
      this.results = new Object[things.size()];
      this.unfinished = new CountDownLatch(things.size());
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
        try {
          results[i] = work.apply(things.get(i));
        } catch (Throwable t) {
          results[i] = null;
        } finally {
          unfinished.countDown();
        }
      }
    }

    @SuppressWarnings("unchecked") // nothing but what the work returned is ever put in
    List<@Nullable R> results() throws InterruptedException {
      if (unfinished.getCount() > 0) { // the work may have left the caller interrupted
        unfinished.await();
      }
      return (List<@Nullable R>) (List<?>) Arrays.asList(results);
    }
  }
}
