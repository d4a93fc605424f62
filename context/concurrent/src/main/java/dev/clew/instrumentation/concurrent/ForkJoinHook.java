// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code ForkJoinTask.doExec}, which every thread calls that runs such a task or helps to:
 * workers, joining threads, and callers of parallel streams.
 */
final class ForkJoinHook implements Hook<Scope> {
  private final Tasks tasks;

  ForkJoinHook(Tasks tasks) {
    this.tasks = tasks;
  }

  /** Carries virtual threads, which have their own contexts; the carrier itself never has one. */
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  @Override
  public @Nullable Scope enter(Call call) {
    ForkJoinTask<?> task = call.self(ForkJoinTask.class);
    Context context = mayRunAgain(task) ? tasks.of(task) : tasks.take(task);
    Context current = Context.current();
    if (context == null) {
      if (current == Context.root() || !(Thread.currentThread() instanceof ForkJoinWorkerThread)) {
        return null;
      }
      context =
          Context.root(); // a worker that waits in a trace helps with work from outside the trace
    }
    return context == current || isCarrier(Thread.currentThread())
        ? null
        : ContextPropagation.resume(context);
  }

  @Override
  public @Nullable Object exit(Scope state, @Nullable Object result, @Nullable Throwable thrown) {
    state.close();
    return result;
  }

  /** A stream's task forks itself for the half that it does not process. */
  private static boolean mayRunAgain(ForkJoinTask<?> task) {
    return task instanceof CountedCompleter<?> || task instanceof ScheduledFuture<?>;
  }

  private static boolean isCarrier(Thread thread) {
    return thread.getClass().getName().equals(CARRIER);
  }
}
