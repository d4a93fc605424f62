// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The contexts in which waiting tasks were submitted.
 *
 * <p>Stored separately, without wrapping the tasks: the application must find its own objects in
 * queues, in rejection handlers and in the result of {@code shutdownNow}.
 */
final class Tasks {
  /** For objects created for a single submission: futures, stages, timer tasks, workers. */
  private final WeakIdentityMap<Object, Context> unique = new WeakIdentityMap<>();

  /** For objects created by the application, which it may submit again before they have run. */
  private final Resubmissions shared = new Resubmissions();

  /** Stores the context of {@code task}, which is submitted only once. */
  void submitted(Object task) {
    Context current = Context.current();
    if (current != Context.root()) {
      unique.putIfAbsent(task, current.forStorage());
    }
  }

  /** Returns the context of a task that may run again. */
  @Nullable Context of(Object task) {
    return unique.isEmpty() ? null : unique.get(task);
  }

  /** Returns and removes the context of a task that runs now. */
  @Nullable Context take(Object task) {
    return unique.isEmpty() ? null : unique.remove(task);
  }

  /**
   * Stores the context of a task submitted to a pool; returns the argument for {@link #withdrawn}
   * if there is anything to withdraw.
   */
  Resubmissions.@Nullable Submission queued(Runnable task) {
    if (task instanceof Future<?>) {
      submitted(task);
      return null;
    }
    return shared.add(task, Context.current());
  }

  /** Removes a submission that was rejected. */
  void withdrawn(Resubmissions.Submission submission) {
    shared.remove(submission);
  }

  /** Removes the latest submission of a task that will not run. */
  void withdrawn(Runnable task) {
    if (!(task instanceof Future<?>)) {
      shared.removeLast(task);
    }
  }

  /** Returns the context of a task that a pool's thread is about to run. */
  @Nullable Context dequeued(Runnable task) {
    if (task instanceof ForkJoinTask<?>) {
      return take(task);
    }
    // Futures remove their context themselves when they run.
    return task instanceof Future<?> ? of(task) : shared.removeFirst(task);
  }

  /** Stores the context of the task with which {@code worker} starts. */
  void firstOf(Object worker, Runnable task) {
    Context context = dequeued(task);
    if (context != null) {
      unique.put(worker, context);
    }
  }
}
