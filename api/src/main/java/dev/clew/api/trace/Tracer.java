// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * Starts spans. Never throws; beyond a limit it returns a no-op span that callers need not check
 * for.
 */
public interface Tracer {
  /**
   * Starts a span under the span of {@code parent}, or a new trace if it has none.
   *
   * <p>The span is not made current: {@code parent.with(span).makeCurrent()} does that.
   */
  Span start(Context parent, SpanType type, String name, Payload payload);

  /**
   * Starts a span in the trace of {@code sibling}, under the same parent if it has one: for work
   * that continues where no context is available, such as a request that carries the answer to an
   * earlier one. A tracer that does not know {@code sibling} starts a new trace.
   *
   * @param sibling may have ended
   */
  default Span startBeside(Span sibling, SpanType type, String name, Payload payload) {
    return start(Context.root(), type, name, payload);
  }

  /** Starts a span under the current context. */
  default Span start(SpanType type, String name, Payload payload) {
    return start(Context.current(), type, name, payload);
  }
}
