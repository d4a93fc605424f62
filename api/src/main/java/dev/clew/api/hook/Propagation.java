// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.TraceHeaders;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which parties Clew passes span ids to and accepts them from, according to the {@code
 * clew.propagate.} and {@code clew.opentelemetry.} settings.
 *
 * <p>A hook gets it through its constructor. Unless enabled here, requests stay exactly as the
 * application made them.
 */
@FunctionalInterface
public interface Propagation {
  /** Returns whether tool calls to MCP servers carry a {@code traceparent}. */
  boolean toMcpServers();

  /** Returns whether requests to {@code host}, without port, carry trace headers. */
  default boolean toHost(String host) {
    return false;
  }

  /**
   * Returns the headers to add to a request to {@code host}: none outside a trace, for a host that
   * is not enabled, or if the request already has a {@code traceparent}.
   *
   * @param isPresent tells whether the request has a header
   */
  default Map<String, String> headersToAdd(@Nullable String host, Predicate<String> isPresent) {
    Span span = Context.current().span();
    if (span == null
        || !span.isRecording()
        || host == null
        || !toHost(host)
        || isPresent.test(TraceHeaders.TRACEPARENT)) {
      return Map.of();
    }
    Map<String, String> headers = TraceHeaders.of(span);
    headers.keySet().removeIf(isPresent);
    return headers;
  }

  /**
   * Returns the headers to remove from a request to {@code host}: those added in this context for
   * another host that has redirected the client to this one.
   *
   * @param header returns the value of a header, or null
   */
  default Set<String> headersToRemove(
      @Nullable String host, Function<String, @Nullable String> header) {
    Span span = Context.current().span();
    String traceparent = span == null ? null : header.apply(TraceHeaders.TRACEPARENT);
    if (span == null || traceparent == null || (host != null && toHost(host))) {
      return Set.of();
    }
    Map<String, String> added = TraceHeaders.of(span);
    if (!traceparent.equals(added.get(TraceHeaders.TRACEPARENT))) {
      return Set.of();
    }
    added.entrySet().removeIf(each -> !each.getValue().equals(header.apply(each.getKey())));
    return added.keySet();
  }

  /** Returns whether traces continue the trace named in the headers of a served request. */
  default boolean fromRequests() {
    return true;
  }

  /** Returns whether traces start under OpenTelemetry's current span. */
  default boolean fromOpenTelemetry() {
    return true;
  }

  /** Returns whether OpenTelemetry spans are placed under Clew's current span. */
  default boolean toOpenTelemetry() {
    return false;
  }
}
