// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/** Hooks {@code FutureTask.runAndReset}, one run of a periodic task; every run has the context. */
final class PeriodicTaskHook implements Hook<Scope> {
  private final Tasks tasks;

  PeriodicTaskHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context context = tasks.of(call.self(Object.class));
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
