// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.http.HttpCall;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Observes the end of a connection, whoever closes it: {@code
 * AsyncResponseConnection.detach(Throwable)} and {@code WebSocketConnection.fail(Throwable)}, both
 * private. Outstanding calls will never be answered.
 */
final class LossHook implements Hook<Void> {
  private final Connections connections;

  LossHook(Connections connections) {
    this.connections = connections;
  }

  @Override
  public @Nullable Void enter(Call call) {
    OpenCalls calls = connections.find(call.self(Object.class));
    Throwable reason = call.required(0, Throwable.class);
    if (calls != null) {
      calls.drain().forEach(unanswered -> end(unanswered, reason));
    }
    return null;
  }

  /** The library reports a cancellation if the application closed or replaced the connection. */
  private static void end(HttpCall call, Throwable reason) {
    if (reason instanceof CancellationException) {
      call.stopped("closed_early");
    } else {
      call.failed(reason);
    }
  }
}
