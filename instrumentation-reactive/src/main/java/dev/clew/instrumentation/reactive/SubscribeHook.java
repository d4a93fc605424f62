// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Processor;

/** {@code subscribe}, whose subscriber the application may have made at any time before. */
final class SubscribeHook implements Hook<Object> {
  private final Subscriptions subscriptions;

  SubscribeHook(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object subscriber = call.argument(0, Object.class);
    if (subscriber != null && !(subscriber instanceof Processor<?, ?>)) {
      subscriptions.subscribed(subscriber);
    }
    return null;
  }
}
