// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of subscriptions, at the places where signals come in from elsewhere.
 *
 * <p>Beside the subscribers and not around them: a wrapped one would be another object for the
 * application, and would take from the operators what they tell each other about themselves, such
 * as that one may poll the other's queue.
 */
final class Subscriptions {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  /**
   * Notes the context in which {@code subscriber} is subscribed, on the thread that does it.
   *
   * @return false if it is none
   */
  boolean note(Object subscriber) {
    Context current = Context.current();
    if (current == Context.root()) {
      return false;
    }
    if (contexts.get(subscriber) != current) {
      contexts.put(subscriber, current.kept());
    }
    return true;
  }

  /** Like {@link #note}, unless one has been noted already. */
  void noteOnce(Object subscriber) {
    Context current = Context.current();
    if (current != Context.root()) {
      contexts.putIfAbsent(subscriber, current.kept());
    }
  }

  /** Returns the context of {@code subscriber}, or null if it was subscribed in none. */
  @Nullable Context of(Object subscriber) {
    // A flag would be quicker, and for a moment wrong whenever it is taken back.
    return contexts.isEmpty() ? null : contexts.get(subscriber);
  }
}
