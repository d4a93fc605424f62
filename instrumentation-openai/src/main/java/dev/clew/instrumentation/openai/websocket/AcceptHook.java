// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Observes a server message: the private method {@code accept}, on the thread that reads the
 * connection.
 *
 * <p>The event exists only inside the method, see {@link EventHook}. It is captured there rather
 * than where the application receives it, which may be out of order, late or never.
 */
final class AcceptHook implements Hook<Scope> {
  private final Connections connections;

  AcceptHook(Connections connections) {
    this.connections = connections;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // exit closes it
  public @Nullable Scope enter(Call call) {
    OpenCalls calls = connections.find(call.self(Object.class));
    return calls == null || calls.isEmpty()
        ? null
        : Context.current().with(Connections.READING, calls).makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
