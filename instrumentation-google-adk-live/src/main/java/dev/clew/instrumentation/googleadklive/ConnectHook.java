// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.SessionTurns;
import org.jspecify.annotations.Nullable;

/**
 * Observes {@code BaseLlm.connect(LlmRequest)}, the application's own models included. The client
 * below learns from the context that its responses are those of the connection.
 */
final class ConnectHook implements Hook<ConnectHook.Connecting> {
  private final Connections connections;

  ConnectHook(Connections connections) {
    this.connections = connections;
  }

  /** A connection that is being made. */
  record Connecting(LiveConnection connection, Scope scope) {}

  @Override
  @SuppressWarnings("MustBeClosedChecker") // exit closes it
  public @Nullable Connecting enter(Call call) {
    LlmRequest request = AdkLibrary.own(call.argument(0, LlmRequest.class));
    LiveConnection connection =
        request == null || !AdkLibrary.isReal(call.self(Object.class))
            ? null
            : connections.connecting(request.model().orElse(null));
    return connection == null
        ? null
        : new Connecting(
            connection, Context.current().with(SessionTurns.KEY, connection).makeCurrent());
  }

  @Override
  public @Nullable Object exit(
      Connecting connecting, @Nullable Object result, @Nullable Throwable thrown) {
    connecting.scope().close();
    if (result instanceof BaseLlmConnection connection) {
      connections.connected(connection, connecting.connection());
    }
    return result;
  }
}
