// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import io.a2a.spec.AgentCard;
import org.jspecify.annotations.Nullable;

/** Notes the agent's card when a client or a server's handler is constructed with it. */
final class CardHook implements Hook<Object> {
  private final Cards cards;

  CardHook(Cards cards) {
    this.cards = cards;
  }

  @Override
  public @Nullable Object enter(Call call) {
    if (call.argumentCount() > 0 && call.argument(0, Object.class) instanceof AgentCard card) {
      cards.put(call.self(Object.class), card);
    }
    return null;
  }
}
