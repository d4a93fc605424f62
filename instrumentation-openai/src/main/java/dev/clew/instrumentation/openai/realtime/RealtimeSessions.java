// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.kit.agent.ToolLoop;
import org.jspecify.annotations.Nullable;

/** The sessions of all connections, as long as the application or the socket keeps those alive. */
final class RealtimeSessions {
  private final Calls calls;
  private final ToolLoop tools;
  private final WeakIdentityMap<Object, RealtimeSession> byConnection = new WeakIdentityMap<>();

  RealtimeSessions(Calls calls, ToolLoop tools) {
    this.calls = calls;
    this.tools = tools;
  }

  @Nullable RealtimeSession find(Object connection) {
    return byConnection.get(connection);
  }

  /** Returns the session on the connection that receives {@code call}. */
  synchronized RealtimeSession of(Call call) {
    Object connection = call.self(Object.class);
    RealtimeSession known = byConnection.get(connection);
    if (known != null) {
      return known;
    }
    RealtimeSession session = new RealtimeSession(calls, tools, calls.client(call));
    byConnection.put(connection, session);
    return session;
  }
}
