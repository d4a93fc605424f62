// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import io.a2a.spec.AgentCard;
import org.jspecify.annotations.Nullable;

/** Tells the executor below a server's handler which agent it is. */
final class ServerHook implements Hook<Scope> {
  static final ContextKey<AgentCard> SERVED = ContextKey.named("a2a served agent");

  private final Cards cards;

  ServerHook(Cards cards) {
    this.cards = cards;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    AgentCard card = cards.of(call.self(Object.class));
    return card == null ? null : Context.current().with(SERVED, card).makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
