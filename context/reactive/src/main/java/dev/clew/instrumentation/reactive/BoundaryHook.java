// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.WeavingOnDemand;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the place where Reactor (3.6 and later) checks whether a publisher is its own: others, such
 * as those of drivers and event loops, may emit from any thread.
 */
final class BoundaryHook implements Hook<Object> {
  private static final String REACTOR = "reactor.core.publisher";

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
        && !publisher.getClass().getPackageName().equals(REACTOR)
        && subscriptions.note(subscriber)) {
      weaving.weave(subscriber.getClass());
    }
    return null;
  }
}
