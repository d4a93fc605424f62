// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the entry points of a chain: a signal, a request or a scheduler's task. The subscription's
 * context is current while they run, on whichever thread.
 */
final class SignalHook implements Hook<Scope> {
  private final Subscriptions subscriptions;

  SignalHook(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context context = subscriptions.of(call.self(Object.class));
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
