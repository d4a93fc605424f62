// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Hooks the addition of a task to a {@code Timer}'s queue. */
final class TimerAddHook implements Hook<Object> {
  private final Tasks tasks;
  private final TimerThread timers;

  TimerAddHook(Tasks tasks, TimerThread timers) {
    this.tasks = tasks;
    this.timers = timers;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object task = call.argument(0, Object.class);
    timers.markAdding();
    if (task != null) {
      tasks.submitted(task);
    }
    return null;
  }
}
