// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the constructors of {@code FutureTask} and {@code ForkJoinTask}, which are created in order
 * to be submitted: the only code that all the ways into a pool have in common.
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
