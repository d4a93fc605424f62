// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the retrieval of the next task from a {@code Timer}'s queue; the thread runs the task if it
 * is due. Every run of a task has the context.
 */
final class TimerTaskHook implements Hook<Object> {
  private final Tasks tasks;
  private final TimerThread timers;

  TimerTaskHook(Tasks tasks, TimerThread timers) {
    this.tasks = tasks;
    this.timers = timers;
  }

  @Override
  public @Nullable Object enter(Call call) {
    return timers.looksForWork() ? tasks : null;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    ContextPropagation.clear();
    Context context = result == null ? null : tasks.of(result);
    if (context != null) {
      ContextPropagation.resume(context);
    }
    return result;
  }
}
