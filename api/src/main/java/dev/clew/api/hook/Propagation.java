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

  /**
   * Returns the headers to add to a request to {@code host}: none outside a trace, to a host that
   * is not meant, or to a request that names a parent itself.
   *
   * @param isThere tells whether the request has a header
   */
  default Map<String, String> headersTo(@Nullable String host, Predicate<String> isThere) {
    Span span = Context.current().span();
    if (span == null
        || !span.isRecording()
        || host == null
        || !toHost(host)
        || isThere.test(TraceHeaders.TRACEPARENT)) {
      return Map.of();
    }
    Map<String, String> headers = TraceHeaders.of(span);
    headers.keySet().removeIf(isThere);
    return headers;
  }

  /**
   * Returns the headers to take off a request to {@code host}: those that were added in this
   * context for another host, which has redirected the client to this one.
   *
   * @param header gives the value of a header, null where there is none
   */
  default Set<String> headersNotFor(
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
