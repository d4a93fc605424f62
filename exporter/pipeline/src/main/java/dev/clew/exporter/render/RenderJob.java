// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that several threads render while one watches.
 *
 * @param <R> the result of a task
 */
final class RenderJob<R> {
  private final List<? extends RenderPool.Task<R>> tasks;
  private final UnresponsiveClasses unresponsive;
  private final HangReport report;
  private final AtomicReferenceArray<@Nullable R> results;
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<Integer> again = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unfinished;
  private final Queue<RenderTurn> turns = new ConcurrentLinkedQueue<>();
  private final Thread waiter = Thread.currentThread();
  private volatile boolean woken;
  private boolean skippedAll;

  RenderJob(
      List<? extends RenderPool.Task<R>> tasks,
      UnresponsiveClasses unresponsive,
      HangReport report) {
    this.tasks = tasks;
    this.unresponsive = unresponsive;
    this.report = report;
    this.results = new AtomicReferenceArray<>(tasks.size());
    this.unfinished = new AtomicInteger(tasks.size());
  }

  /**
   * Renders tasks that no other thread has taken, until none are left or this thread is given up.
   */
  void run() {
    RenderTurn turn = new RenderTurn(unresponsive);
    turns.add(turn);
    try {
      for (int i = take(); i >= 0; i = take()) {
        turn.begin(i);
        results.set(i, render(i, turn));
        if (unfinished.decrementAndGet() == 0) {
          LockSupport.unpark(waiter);
        }
      }
    } catch (Abandoned leftBehind) {
      unresponsive.cameBack();
    } finally {
      turn.end();
    }
  }

  /** Returns null if rendering threw an exception. */
  private @Nullable R render(int index, RenderTurn turn) {
    while (true) {
      try {
        return tasks.get(index).render(turn.calls());
      } catch (Abandoned e) {
        if (turn.isLeft()) {
          throw e;
        }
        // The task has to be done again without what failed to return.
      } catch (Throwable t) {
        return null;
      }
    }
  }

  private int take() {
    Integer once = again.poll();
    if (once != null) {
      return once;
    }
    int i = next.get() < tasks.size() ? next.getAndIncrement() : tasks.size();
    return i < tasks.size() ? i : -1;
  }

  /** Waits up to {@code nanos} and returns whether everything is rendered. */
  boolean await(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (unfinished.get() > 0 && !woken) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    woken = false;
    return unfinished.get() <= 0;
  }

  int rendered() {
    return tasks.size() - unfinished.get();
  }

  /** Makes {@link #await} return once. */
  void wake() {
    woken = true;
    LockSupport.unpark(waiter);
  }

  /**
   * Gives up the threads that are stuck; returns how many replacements are needed.
   *
   * @param lookNanos how long a running thread must have used the CPU to count as stuck
   * @param impatient whether a thread is given up at the second check, whatever it does
   */
  int look(long lookNanos, boolean impatient) {
    int wanted = 0;
    boolean working = false;
    for (RenderTurn turn : List.copyOf(turns)) {
      RenderTurn.Stuck stuck = turn.look(lookNanos, impatient);
      if (stuck != null && turn.leave(() -> tasks.get(stuck.index()).skip(stuck.culprit()))) {
        turns.remove(turn);
        again.add(stuck.index());
        int times = unresponsive.stuck(stuck.subject());
        if (!impatient) {
          report.hang(stuck, times, unresponsive.isFull());
        }
        wanted++;
      } else {
        working |= turn.isWorking();
      }
    }
    // A thread may have died before it started, for lack of memory.
    return wanted == 0 && !working && unfinished.get() > 0 ? 1 : wanted;
  }

  /** Completes everything that is not rendered yet without calling the application. */
  void skipAll() {
    if (!skippedAll) {
      skippedAll = true;
      tasks.forEach(RenderPool.Task::skipAll);
    }
  }

  List<@Nullable R> results() {
    List<@Nullable R> all = new ArrayList<>(results.length());
    for (int i = 0; i < results.length(); i++) {
      all.add(results.get(i));
    }
    return all;
  }
}
