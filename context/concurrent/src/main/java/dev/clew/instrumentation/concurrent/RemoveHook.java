// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Hooks {@code ThreadPoolExecutor.remove}: a task removed from the queue will not run. */
final class RemoveHook implements Hook<Runnable> {
  private final Tasks tasks;

  RemoveHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Runnable enter(Call call) {
    return call.argument(0, Runnable.class);
  }

  @Override
  public @Nullable Object exit(
      Runnable state, @Nullable Object result, @Nullable Throwable thrown) {
    if (Boolean.TRUE.equals(result)) {
      tasks.withdrawn(state);
    }
    return result;
  }
}
