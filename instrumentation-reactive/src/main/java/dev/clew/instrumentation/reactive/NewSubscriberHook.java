// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Processor;

/**
 * The constructor of a subscriber: of those of operators, which are made on the thread that
 * subscribes.
 */
final class NewSubscriberHook implements Hook<Object> {
  private final Subscriptions subscriptions;

  NewSubscriberHook(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object subscriber = call.self(Object.class);
    if (!(subscriber instanceof Processor<?, ?>)) { // which serves whoever comes later
      subscriptions.made(subscriber);
    }
    return null;
  }
}
