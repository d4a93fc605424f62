// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import kotlinx.coroutines.DispatchedTask;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code DispatchedTask.run}: a dispatcher runs a coroutine until its next suspension, on any
 * thread, whoever resumed it.
 */
final class DispatchedTaskHook implements Hook<Scope> {
  private final Coroutines coroutines;

  DispatchedTaskHook(Coroutines coroutines) {
    this.coroutines = coroutines;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    DispatchedTask<?> task = call.self(DispatchedTask.class);
    Context context = coroutines.of(task.getDelegate$kotlinx_coroutines_core());
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
