// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.SessionTurns;
import org.jspecify.annotations.Nullable;

/** The connections of live runs, as long as the library keeps them alive. */
final class Connections {
  private final CallObservations calls;
  private final WeakIdentityMap<Object, LiveConnection> connections = new WeakIdentityMap<>();

  Connections(CallObservations calls) {
    this.calls = calls;
  }

  /** Describes a connection that is being made; null if another model makes it for its own. */
  @Nullable LiveConnection connecting(@Nullable String model) {
    return Context.current().get(SessionTurns.KEY) == null
        ? new LiveConnection(calls, model)
        : null;
  }

  void connected(Object connection, LiveConnection known) {
    connections.put(connection, known);
  }

  /** Returns what is known of the receiver of {@code call}, or null. */
  @Nullable LiveConnection of(Call call) {
    return connections.get(call.self(Object.class));
  }
}
