// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the run method of a pool's worker, which starts with its first task, and of the delay
 * thread of a fork-join pool. The context that the thread inherited is that of whoever happened to
 * create it, so it is dropped.
 */
final class FirstTaskHook implements Hook<Object> {
  private final Tasks tasks;

  FirstTaskHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Object enter(Call call) {
    ContextPropagation.clear();
    Context context = tasks.take(call.self(Object.class));
    if (context != null) {
      ContextPropagation.resume(context);
    }
    return null;
  }
}
