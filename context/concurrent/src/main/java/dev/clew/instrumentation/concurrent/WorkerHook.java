// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the constructor of a pool's worker, which receives its first task without going through the
 * queue.
 */
final class WorkerHook implements Hook<Object> {
  private final Tasks tasks;

  WorkerHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Runnable firstTask = call.argument(1, Runnable.class);
    if (firstTask != null) {
      tasks.firstOf(call.self(Object.class), firstTask);
    }
    return null;
  }
}
