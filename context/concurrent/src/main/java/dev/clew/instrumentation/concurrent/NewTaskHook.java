// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * The constructors of tasks that are made to be submitted, {@code FutureTask} and {@code
 * ForkJoinTask}: the one place that all of their many ways into a pool have in common.
 */
final class NewTaskHook implements Hook<Object> {
  private final Tasks tasks;

  NewTaskHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Object enter(Call call) {
    tasks.submitted(call.self(Object.class));
    return null;
  }
}
