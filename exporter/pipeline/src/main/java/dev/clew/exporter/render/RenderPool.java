// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that render, so that the calling thread can watch them instead: their calls into the
 * application may never return.
 *
 * <p>A stuck thread is abandoned, and another one continues without the result of its call. The
 * abandoned thread ends when the call returns. Idle threads end after a while. For one caller at a
 * time; only {@link #hurry} may be called by any thread.
 */
public final class RenderPool {
  private static final long IDLE_SECONDS = 30;
  private static final int HURRIED = 4;
  private static final long BARE_LOOK_NANOS = 20_000_000;

  private final int size;
  private final ThreadFactory threads;
  private final UnresponsiveClasses unresponsive;
  private final long lookNanos;
  private final HangReport report;
  private volatile @Nullable ThreadPoolExecutor pool;
  private volatile boolean hurried;
  private volatile boolean bare;
  private volatile @Nullable RenderJob<?> current;
  private final LongAdder renderedBefore = new LongAdder();

  /**
   * Creates a pool without threads.
   *
   * @param size how many threads may render at once, besides those that are stuck
   * @param lookNanos how often slow threads are checked; one that waits for something is given up
   *     at the third check
   * @param log receives a line about calls that do not return
   */
  public RenderPool(
      int size,
      ThreadFactory threads,
      UnresponsiveClasses unresponsive,
      long lookNanos,
      Consumer<String> log) {
    this.size = size;
    this.threads = threads;
    this.unresponsive = unresponsive;
    this.lookNanos = lookNanos;
    this.report = new HangReport(log);
  }

  /**
   * A rendering task.
   *
   * @param <R> its result
   */
  public interface Task<R> {
    /** Performs the task, unless it is given up meanwhile. */
    R render(ForeignCalls calls);

    /**
     * Continues the task without the call in progress; returns false if that call is no longer in
     * progress. If true, the thread that was rendering the task has no effect any more, and the
     * task has to be rendered again.
     */
    boolean skip(String culprit);

    /** Completes the task without calling anything; returns the same as {@link #skip}. */
    boolean skipAll();
  }

  /**
   * Returns the results of {@code tasks} in order, null where rendering threw an exception.
   *
   * @param together whether all threads should help
   * @throws InterruptedException if the caller is interrupted meanwhile
   */
  public <R> List<@Nullable R> render(List<? extends Task<R>> tasks, boolean together)
      throws InterruptedException {
    if (tasks.isEmpty()) {
      return List.of();
    }
    RenderJob<R> job = new RenderJob<>(tasks, unresponsive, report);
    current = job;
    try {
      if (bare) {
        job.skipAll();
      }
      int wanted = together ? Math.min(size, tasks.size()) : 1;
      boolean any = false;
      for (int i = 0; i < wanted && start(job); i++) {
        any = true;
      }
      if (!any) {
        job.run(); // no thread could be created; the caller is one
      }
      while (!job.await(interval())) {
        lookAt(job);
      }
      return job.results();
    } finally {
      current = null;
      renderedBefore.add(job.rendered());
    }
  }

  private void lookAt(RenderJob<?> job) {
    if (bare) {
      job.skipAll();
    }
    int again = job.look(lookNanos, bare);
    for (int i = 0; i < again; i++) {
      if (!start(job)) {
        job.skipAll(); // the caller must not get stuck as well
        job.run();
      }
    }
  }

  private long interval() {
    long nanos = hurried ? lookNanos / HURRIED : lookNanos;
    return bare ? Math.min(BARE_LOOK_NANOS, nanos) : nanos;
  }

  /** Gives up sooner from now on: the JVM is about to end. */
  public void hurry() {
    hurried = true;
    wake();
  }

  /** Makes no more calls into the application: what is left is rendered without its content. */
  public void renderBare() {
    bare = true;
    wake();
  }

  /** Ends the idle threads; there is nothing left to render. */
  public void end() {
    ThreadPoolExecutor those = pool;
    if (those != null) {
      those.shutdown();
    }
  }

  /** Returns a number that grows with each rendered span. */
  public long rendered() {
    RenderJob<?> job = current;
    return renderedBefore.sum() + (job == null ? 0 : job.rendered());
  }

  /** Returns the unresponsive calls so far. */
  public UnresponsiveClasses.Metrics unresponsive() {
    return unresponsive.metrics();
  }

  private void wake() {
    RenderJob<?> job = current;
    if (job != null) {
      job.wake();
    }
  }

  private boolean start(RenderJob<?> job) {
    try {
      ThreadPoolExecutor those = pool;
      if (those == null) {
        those =
            new ThreadPoolExecutor(
                0,
                size + UnresponsiveClasses.MAX_STUCK_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads);
        pool = those;
      }
      those.execute(job::run);
      return true;
    } catch (RejectedExecutionException allBusy) {
      return true; // one of them will come by, or the next check will find out
    } catch (Throwable t) {
      return false; // no thread could be created
    }
  }
}
