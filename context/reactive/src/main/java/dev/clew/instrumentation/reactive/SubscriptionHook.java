// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Hooks code on the subscribing thread that creates or notifies something which will continue
 * elsewhere: in a scheduler's task, or on a request for more.
 */
final class SubscriptionHook implements Hook<Object> {
  private final Subscriptions subscriptions;

  SubscriptionHook(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public @Nullable Object enter(Call call) {
    subscriptions.noteOnce(call.self(Object.class));
    return null;
  }
}
