// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.kit.http.HttpCall;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Observes what happens to a connection, whoever causes it: a server message, {@code accept}, on
 * the thread that reads the connection; and its end, {@code AsyncResponseConnection.detach} and
 * {@code WebSocketConnection.fail}, after which outstanding calls will never be answered. All are
 * private.
 */
final class ConnectionHook implements Hook<Scope> {
  private final Connections connections;

  ConnectionHook(Connections connections) {
    this.connections = connections;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    OpenCalls calls = connections.find(call.self(Object.class));
    if (calls == null || calls.isEmpty()) {
      return null;
    }
    if (call.argument(0, Object.class) instanceof Throwable reason) {
      calls.drain().forEach(unanswered -> end(unanswered, reason));
      return null;
    }
    return EventHook.reading(calls::event);
  }

  /** The library reports a cancellation if the application closed or replaced the connection. */
  private static void end(HttpCall call, Throwable reason) {
    if (reason instanceof CancellationException) {
      call.stopped("closed_early");
    } else {
      call.failed(reason);
    }
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
