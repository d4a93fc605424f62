// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A request to a server that has been subscribed to. */
abstract class McpCall<T> {
  private final Context outside;
  private final Span span;

  McpCall(Context outside, Span span) {
    this.outside = outside;
    this.span = span;
  }

  /** Returns where the answer goes on. */
  final Context outside() {
    return outside;
  }

  final Context inside() {
    return outside.with(span);
  }

  final Span span() {
    return span;
  }

  /** Returns what is subscribed to, usually what was assembled; called inside of the span. */
  Mono<T> source(Mono<T> assembled) {
    return assembled;
  }

  /** Takes the answer and returns what is wrong with it, or null. */
  abstract @Nullable SpanError answered(T result);
}
