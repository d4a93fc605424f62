// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.trace.WeakIdentityMap;
import io.a2a.spec.AgentCard;
import org.jspecify.annotations.Nullable;

/** The cards of agents, by the clients that call them and the handlers that serve them. */
final class Cards {
  private final WeakIdentityMap<Object, AgentCard> cards = new WeakIdentityMap<>();

  void put(Object owner, AgentCard card) {
    cards.put(owner, card);
  }

  @Nullable AgentCard of(Object owner) {
    return cards.get(owner);
  }

  /** Returns the agent's name, or null if there is no card that may be read. */
  static @Nullable String name(@Nullable AgentCard card) {
    return card != null && Sdk.mayCall(card) ? card.name() : null;
  }

  static @Nullable String description(@Nullable AgentCard card) {
    return card != null && Sdk.mayCall(card) ? card.description() : null;
  }

  static @Nullable String version(@Nullable AgentCard card) {
    return card != null && Sdk.mayCall(card) ? card.version() : null;
  }
}
