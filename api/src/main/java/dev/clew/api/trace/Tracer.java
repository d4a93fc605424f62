// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/** Starts spans. Never throws; a span beyond a limit is a no-op that callers need not test for. */
public interface Tracer {
  /**
   * Starts a span under the span of {@code parent}, or a new trace if it has none.
   *
   * <p>The span is not made current: {@code parent.with(span).makeCurrent()} does that.
   */
  Span start(Context parent, SpanType type, String name, Payload payload);

  /** Starts a span under the current context. */
  default Span start(SpanType type, String name, Payload payload) {
    return start(Context.current(), type, name, payload);
  }
}
