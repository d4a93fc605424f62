// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The contexts that tasks were submitted in, while they wait.
 *
 * <p>Beside the tasks and not around them: the application must find its own objects in queues, in
 * the hands of rejection handlers and in what {@code shutdownNow} returns.
 */
final class Tasks {
  /** Of objects that are made for one submission each: futures, stages, timer tasks, workers. */
  private final WeakIdentityMap<Object, Context> unique = new WeakIdentityMap<>();

  /** Of what the application made itself and may submit again before it has run. */
  private final Resubmissions shared = new Resubmissions();

  /** Notes the context of {@code task}, which is submitted but once. */
  void submitted(Object task) {
    Context current = Context.current();
    if (current != Context.root()) {
      unique.putIfAbsent(task, current.kept());
    }
  }

  /** Returns the context of a task that may run again. */
  @Nullable Context of(Object task) {
    return unique.isEmpty() ? null : unique.get(task);
  }

  /** Returns the context of a task that runs now, and forgets it. */
  @Nullable Context take(Object task) {
    return unique.isEmpty() ? null : unique.remove(task);
  }

  /** Notes a task that goes to a pool; returns what {@link #withdrawn} may be told, if anything. */
  Resubmissions.@Nullable Submission queued(Runnable task) {
    if (task instanceof Future<?>) {
      submitted(task);
      return null;
    }
    return shared.add(task, Context.current());
  }

  /** Forgets a submission that has come to nothing. */
  void withdrawn(Resubmissions.Submission submission) {
    shared.remove(submission);
  }

  /** Forgets the latest submission of a task that will not run. */
  void withdrawn(Runnable task) {
    if (!(task instanceof Future<?>)) {
      shared.removeLast(task);
    }
  }

  /** Returns the context of a task that a thread of a pool is about to run. */
  @Nullable Context dequeued(Runnable task) {
    if (task instanceof ForkJoinTask<?>) {
      return take(task);
    }
    // Futures forget their context themselves, when they run.
    return task instanceof Future<?> ? of(task) : shared.removeFirst(task);
  }

  /** Keeps the context of the task that {@code worker} begins with. */
  void firstOf(Object worker, Runnable task) {
    Context context = dequeued(task);
    if (context != null) {
      unique.put(worker, context);
    }
  }
}
