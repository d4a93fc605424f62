// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp.tape;

import dev.clew.api.tape.Tape;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** The connections of transports. Of transports that call each other, the outermost counts. */
final class Connections {
  private static final ContextKey<Boolean> INSIDE = ContextKey.named("tape.mcp-sdk");

  private final Tape tape;
  private final McpJson json;
  private final WeakIdentityMap<Object, Connection> connections = new WeakIdentityMap<>();

  Connections(Tape tape, McpJson json) {
    this.tape = tape;
    this.json = json;
  }

  Tape tape() {
    return tape;
  }

  McpJson json() {
    return json;
  }

  @Nullable Connection of(Object transport) {
    return connections.get(transport);
  }

  void put(Object transport, Connection connection) {
    connections.put(transport, connection);
  }

  static boolean isInside() {
    return Context.current().get(INSIDE) != null;
  }

  static Scope inside() {
    return Context.current().with(INSIDE, true).makeCurrent();
  }
}
