// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.WeavingOnDemand;
import org.jspecify.annotations.Nullable;

/**
 * The place where Reactor itself (3.6 and later) asks whether a publisher is one of its own: those
 * of others, drivers' and event loops', may emit from any thread.
 */
final class BoundaryHook implements Hook<Object> {
  private static final String OWN = "reactor.core.publisher";

  private final Subscriptions subscriptions;
  private final WeavingOnDemand weaving;

  BoundaryHook(Subscriptions subscriptions, WeavingOnDemand weaving) {
    this.subscriptions = subscriptions;
    this.weaving = weaving;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object publisher = call.argument(0, Object.class);
    Object subscriber = call.argument(1, Object.class);
    if (publisher != null
        && subscriber != null
        && !publisher.getClass().getPackageName().equals(OWN)
        && subscriptions.note(subscriber)) {
      weaving.weave(subscriber.getClass());
    }
    return null;
  }
}
