// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactive;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of subscriptions, at the places where signals arrive from elsewhere.
 *
 * <p>Stored separately, without wrapping subscribers: a wrapper would be a different object for the
 * application, and would hide from operators what they know of each other, such as that one may
 * poll the other's queue.
 */
final class Subscriptions {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  /**
   * Stores the context in which {@code subscriber} is subscribed; called on the subscribing thread.
   *
   * @return false if there is none
   */
  boolean note(Object subscriber) {
    Context current = Context.current();
    if (current == Context.root()) {
      return false;
    }
    if (contexts.get(subscriber) != current) {
      contexts.put(subscriber, current.forStorage());
    }
    return true;
  }

  /** Like {@link #note}, unless a context is already stored. */
  void noteOnce(Object subscriber) {
    Context current = Context.current();
    if (current != Context.root()) {
      contexts.putIfAbsent(subscriber, current.forStorage());
    }
  }

  /** Returns the context of {@code subscriber}, or null if it has none. */
  @Nullable Context of(Object subscriber) {
    // A flag would be faster, but briefly wrong whenever it is reset.
    return contexts.isEmpty() ? null : contexts.get(subscriber);
  }
}
