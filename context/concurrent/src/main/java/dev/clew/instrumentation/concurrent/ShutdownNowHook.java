// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hooks {@code ThreadPoolExecutor.shutdownNow}: the returned tasks will not run. */
final class ShutdownNowHook implements Hook<Object> {
  private final Tasks tasks;

  ShutdownNowHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public Object enter(Call call) {
    return tasks;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof List<?> neverRun) {
      for (Object task : neverRun) {
        if (task instanceof Runnable runnable) {
          tasks.withdrawn(runnable);
        }
      }
    }
    return result;
  }
}
