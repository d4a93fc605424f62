// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/**
 * To whom Clew may tell the ids of a span, and from whom it takes them, as the user has set it with
 * the {@code clew.propagate.} and {@code clew.opentelemetry.} settings.
 *
 * <p>A hook asks for it in its constructor. Whatever is not asked for here, requests stay as the
 * application made them.
 */
@FunctionalInterface
public interface Propagation {
  /** Returns whether calls of tools on MCP servers carry a {@code traceparent}. */
  boolean toMcpServers();

  /** Returns whether requests to {@code host}, without port, carry trace headers. */
  default boolean toHost(String host) {
    return false;
  }

  /** Returns whether traces begin under what the headers of a request that is served name. */
  default boolean fromRequests() {
    return true;
  }

  /** Returns whether traces begin under the current span of OpenTelemetry. */
  default boolean fromOpenTelemetry() {
    return true;
  }

  /** Returns whether spans of OpenTelemetry hang under the current one of Clew. */
  default boolean toOpenTelemetry() {
    return false;
  }
}
