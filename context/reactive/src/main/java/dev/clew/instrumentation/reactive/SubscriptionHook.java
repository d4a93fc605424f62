// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Where something is made, or told, on the thread that subscribes, which will go on elsewhere: by a
 * task of a scheduler, or when somebody asks for more.
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
