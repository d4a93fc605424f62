// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/** Hooks {@code FutureTask.run}, whichever executor calls it. */
final class FutureTaskHook implements Hook<Scope> {
  private final Tasks tasks;

  FutureTaskHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context context = tasks.take(call.self(Object.class));
    return context == null || context == Context.current()
        ? null
        : ContextPropagation.resume(context);
  }

  @Override
  public @Nullable Object exit(Scope state, @Nullable Object result, @Nullable Throwable thrown) {
    state.close();
    return result;
  }
}
