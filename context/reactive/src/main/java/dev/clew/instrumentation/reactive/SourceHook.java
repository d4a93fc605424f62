// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.WeavingOnDemand;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the subscription to a source that may emit from any thread. Its subscriber, the first in a
 * chain of operators, is where the chain's context has to be restored; all others are called by it.
 */
final class SourceHook implements Hook<Object> {
  private final Subscriptions subscriptions;
  private final WeavingOnDemand weaving;

  SourceHook(Subscriptions subscriptions, WeavingOnDemand weaving) {
    this.subscriptions = subscriptions;
    this.weaving = weaving;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object subscriber = call.argument(0, Object.class);
    if (subscriber != null && subscriptions.note(subscriber)) {
      weaving.weave(subscriber.getClass());
    }
    return null;
  }
}
