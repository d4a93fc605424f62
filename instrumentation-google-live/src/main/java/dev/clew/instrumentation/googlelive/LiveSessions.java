// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.HookedCalls;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The sessions, as long as the application or the socket keeps them alive. */
final class LiveSessions {
  /** What is being opened, on the thread that opens it. */
  static final ContextKey<String> MODEL = ContextKey.named("live model");

  /** The message that is being read, on the reading thread. */
  static final ContextKey<Reading> READING = ContextKey.named("live message");

  /**
   * A message that is being read; the application may read others while it handles it.
   *
   * @param observed whether it has been
   */
  record Reading(LiveSession session, AtomicBoolean observed) {}

  private final HookedCalls calls;
  private final ToolLoop tools;

  /** By the library's session, and by what is at its end of the socket. */
  private final WeakIdentityMap<Object, LiveSession> sessions = new WeakIdentityMap<>();

  LiveSessions(CallObservations observations, ToolLoop tools) {
    this.calls = new HookedCalls(observations, result -> null, thrown -> 0);
    this.tools = tools;
  }

  @Nullable LiveSession of(@Nullable Object sessionOrSocket) {
    return sessionOrSocket == null ? null : sessions.get(sessionOrSocket);
  }

  void open(Object socket, LiveSetup setup) {
    sessions.put(socket, new LiveSession(calls, tools, setup));
  }

  /** Records that {@code session} has been established on {@code socket}. */
  void established(Object session, @Nullable Object socket) {
    LiveSession known = of(socket);
    if (known != null) {
      sessions.put(session, known);
    }
  }
}
