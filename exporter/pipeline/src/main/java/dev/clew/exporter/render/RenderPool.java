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
 * The threads that render, so that the one that calls may watch over them instead: what they ask of
 * the application may never return.
 *
 * <p>A thread that is stuck is left behind, without what it was asking for; another one goes on. It
 * ends when it comes back. Threads go when they have had nothing to do for a while. For one caller
 * at a time; only {@link #hurry} is for anybody.
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
  private @Nullable ThreadPoolExecutor pool;
  private volatile boolean hurried;
  private volatile boolean bare;
  private volatile @Nullable RenderJob<?> current;
  private final LongAdder renderedBefore = new LongAdder();

  /**
   * Makes a pool without threads.
   *
   * @param size how many may render at once, beside those that are stuck
   * @param lookNanos how often to look at threads that take long; one that waits for something is
   *     given up at the third look
   * @param log takes a line about what does not return
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
   * Something to be rendered.
   *
   * @param <R> what becomes of it
   */
  public interface Task<R> {
    /** Does it, unless it is given up meanwhile. */
    R render(ForeignCalls calls);

    /**
     * Has the task done without what is being asked for now; returns false if it is not any more.
     * If true, whoever is rendering it gets nowhere, and it has to be rendered again.
     */
    boolean skip(String culprit);

    /** Has the task done without asking for anything; returns as {@link #skip} does. */
    boolean skipAll();
  }

  /**
   * Returns what becomes of each of {@code tasks}, in their order, null where rendering threw
   * something.
   *
   * @param together whether all threads are to help
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
        job.run(); // no thread to be had; the caller is one
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

  /** Asks the application for nothing more: what is left is rendered without its content. */
  public void renderBare() {
    bare = true;
    wake();
  }

  /** Returns a number that grows with each span that is rendered. */
  public long rendered() {
    RenderJob<?> job = current;
    return renderedBefore.sum() + (job == null ? 0 : job.rendered());
  }

  /** Returns what did not answer so far. */
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
      return true; // one of them comes by, or the next look finds out
    } catch (Throwable t) {
      return false; // no thread to be had
    }
  }
}
