// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * The run of a pool's worker, which begins with its first task, or of the thread that waits for the
 * delays of a fork-join pool. What the thread inherited is of whoever happened to make it, and does
 * not count.
 */
final class FirstTaskHook implements Hook<Object> {
  private final Tasks tasks;

  FirstTaskHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Object enter(Call call) {
    ContextPropagation.leave();
    Context context = tasks.take(call.self(Object.class));
    if (context != null) {
      ContextPropagation.resume(context);
    }
    return null;
  }
}
