// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections on which calls were made, as long as the application or the socket keeps them
 * alive.
 */
final class Connections {
  private final WeakIdentityMap<Object, OpenCalls> byConnection = new WeakIdentityMap<>();

  /** Returns the calls on a connection; null if there has never been one. */
  @Nullable OpenCalls find(Object connection) {
    return byConnection.get(connection);
  }

  /** Returns the calls on a connection that is about to be used for one. */
  synchronized OpenCalls of(Object connection) {
    OpenCalls known = byConnection.get(connection);
    if (known != null) {
      return known;
    }
    OpenCalls calls = new OpenCalls();
    byConnection.put(connection, calls);
    return calls;
  }
}
