// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the resumption of a coroutine. Only now its dispatcher decides whether to dispatch. {@code
 * Dispatchers.Unconfined} does not, so the coroutine continues within this method, on the resuming
 * thread, without {@code DispatchedTask.run}.
 */
final class ResumeHook implements Hook<Scope> {
  private final Coroutines coroutines;

  ResumeHook(Coroutines coroutines) {
    this.coroutines = coroutines;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context context = coroutines.of(continuation(call));
    return context == null || context == Context.current()
        ? null
        : ContextPropagation.resume(context);
  }

  /**
   * The method is either the continuation's own, or static with the continuation as first
   * parameter.
   */
  private static Continuation<?> continuation(Call call) {
    return call.argumentCount() == 1
        ? call.self(Continuation.class)
        : call.required(0, Continuation.class);
  }

  @Override
  public @Nullable Object exit(Scope state, @Nullable Object result, @Nullable Throwable thrown) {
    state.close();
    return result;
  }
}
