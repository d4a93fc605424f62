// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The contexts that subscribers were subscribed in.
 *
 * <p>Beside the subscribers and not around them: a wrapped one would be another object for the
 * application, and would take from the operators what they tell each other about themselves, such
 * as that one may poll the other's queue.
 */
final class Subscriptions {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  /** Spares what has no trace the look into the map; never goes back to false. */
  private boolean used;

  /** Notes the context of {@code subscriber}, which is made for the subscription in progress. */
  void made(Object subscriber) {
    Context current = Context.current();
    if (current != Context.root()) {
      used = true;
      contexts.put(subscriber, current);
    }
  }

  /** Notes the context of {@code subscriber}, which may be older than its subscription. */
  void subscribed(Object subscriber) {
    Context current = Context.current();
    if (current != Context.root()) {
      if (of(subscriber) != current) {
        made(subscriber);
      }
    } else if (used && contexts.get(subscriber) != null) {
      contexts.remove(subscriber);
    }
  }

  /** Returns the context of {@code subscriber}, or null if it was subscribed in none. */
  @Nullable Context of(Object subscriber) {
    return used ? contexts.get(subscriber) : null;
  }
}
