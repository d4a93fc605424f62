// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/** Hooks a scheduler's task on behalf of a subscriber, which is its argument. */
final class ForSubscriberHook implements Hook<Scope> {
  private final Subscriptions subscriptions;

  ForSubscriberHook(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context context = subscriptions.of(call.required(0, Object.class));
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
