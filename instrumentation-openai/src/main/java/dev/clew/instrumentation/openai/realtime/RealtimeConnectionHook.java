// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.openai.websocket.EventHook;
import dev.clew.kit.http.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * Observes a {@code RealtimeConnection}; the label of the hook point is one of the constants. Its
 * server events are seen by {@link EventHook}.
 */
final class RealtimeConnectionHook implements Hook<Object> {
  /** {@code send(RealtimeClientEvent)}. */
  static final String SEND = "send";

  /** The private {@code accept(String, long)}, on the thread that reads the connection. */
  static final String ACCEPT = "accept";

  private record Sent(RealtimeSession session, HttpCall call) {}

  private final RealtimeSessions sessions;

  RealtimeConnectionHook(RealtimeSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public @Nullable Object enter(Call call) {
    return switch (String.valueOf(call.label())) {
      case SEND -> sending(call);
      case ACCEPT -> EventHook.reading(sessions.of(call)::event);
      default -> {
        lost(call);
        yield null;
      }
    };
  }

  private @Nullable Sent sending(Call call) {
    RealtimeSession session = sessions.of(call);
    HttpCall requested = session.command(call.required(0, Object.class));
    return requested == null ? null : new Sent(session, requested);
  }

  /** The private methods {@code fail} and {@code disconnect} have the reason as an argument. */
  private void lost(Call call) {
    RealtimeSession session = sessions.find(call.self(Object.class));
    if (session == null) {
      return;
    }
    Throwable reason = null;
    for (int i = 0; i < call.argumentCount(); i++) {
      if (call.argument(i, Object.class) instanceof Throwable thrown) {
        reason = thrown;
      }
    }
    session.lost(reason);
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (state instanceof Scope scope) {
      scope.close();
    } else if (state instanceof Sent sent && !sent.call().sent(thrown)) {
      sent.session().refuse(sent.call());
    }
    return result;
  }
}
