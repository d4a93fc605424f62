// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.LiveClientMessage;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.stream.HookedCall;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Observes an {@code AsyncSession} and the client at its end of the socket; the label of the hook
 * point is one of the constants.
 */
final class LiveHook implements Hook<Object> {
  /** {@code AsyncLive.connect(String, LiveConnectConfig)}. */
  static final String CONNECT = "connect";

  /** The constructor of the socket's client, which has the URI and the first message. */
  static final String OPEN = "open";

  /** The constructor of the session. */
  static final String ESTABLISHED = "established";

  /** The session's private {@code send(LiveClientMessage)}. */
  static final String SEND = "send";

  /** The client's private {@code handleIncomingMessage(String)}; see {@link LiveMessageHook}. */
  static final String RECEIVE = "receive";

  /** The session's {@code close()}. */
  static final String CLOSE = "close";

  private record Sent(LiveSession session, HookedCall call) {}

  private final LiveSessions sessions;

  LiveHook(LiveSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // exit closes it
  public @Nullable Object enter(Call call) {
    Object self = call.self(Object.class);
    String label = String.valueOf(call.label());
    if (label.equals(CONNECT)) {
      String model = call.argument(0, String.class);
      return model == null ? null : Context.current().with(LiveSessions.MODEL, model).makeCurrent();
    }
    if (label.equals(OPEN)) {
      open(self, call);
      return null;
    }
    if (label.equals(ESTABLISHED)) {
      sessions.established(self, call.argument(1, Object.class));
      return null;
    }
    LiveSession session = sessions.of(self);
    return session == null ? null : enter(label, session, call);
  }

  private void open(Object socket, Call call) {
    String model = Context.current().get(LiveSessions.MODEL);
    sessions.open(
        socket, LiveSetup.of(call.required(0, URI.class), model, call.argument(2, String.class)));
  }

  @SuppressWarnings("MustBeClosedChecker") // exit closes it
  private static @Nullable Object enter(String label, LiveSession session, Call call) {
    switch (label) {
      case SEND -> {
        LiveClientMessage message = call.argument(0, LiveClientMessage.class);
        HookedCall requested = message == null ? null : session.send(message);
        return requested == null ? null : new Sent(session, requested);
      }
      case RECEIVE -> {
        return session.reading().makeCurrent();
      }
      case CLOSE -> session.closed();
      default -> lost(session, call);
    }
    return null;
  }

  /** The methods have an exception, or a code and a reason. */
  private static void lost(LiveSession session, Call call) {
    Throwable thrown = null;
    Object code = null;
    String reason = null;
    for (int i = 0; i < call.argumentCount(); i++) {
      Object argument = call.argument(i, Object.class);
      if (argument instanceof Throwable exception) {
        thrown = exception;
      } else if (argument instanceof Integer number) {
        code = number;
      } else if (argument instanceof String text && !text.isEmpty()) {
        reason = text;
      }
    }
    session.lost(thrown, code, reason);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a callback that throws nothing
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (state instanceof Scope scope) {
      scope.close();
    } else if (state instanceof Sent sent) {
      if (thrown != null) {
        sent.session().refused(sent.call(), thrown);
      } else if (result instanceof CompletableFuture<?> future) {
        future.whenComplete(
            (ignored, failure) -> {
              if (failure != null) {
                sent.session().refused(sent.call(), failure);
              }
            });
      }
    }
    return result;
  }
}
