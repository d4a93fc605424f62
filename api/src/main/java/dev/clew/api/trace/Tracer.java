// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

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

  /**
   * Starts a span for work that {@code replaced} only stood for, because the work has turned out to
   * be observed itself. The new span takes over the id of {@code replaced}, which is not reported.
   * If {@code replaced} has ended already, or belongs to another trace than {@code parent}, both
   * are reported.
   *
   * @param replaced a span without children
   * @param parent where the new span belongs; outside any trace, it becomes a sibling
   */
  default Span startInstead(
      Span replaced, Context parent, SpanType type, String name, Payload payload) {
    return start(parent, type, name, payload);
  }

  /**
   * Starts a trace that has no span yet.
   *
   * <p>Continues a trace that arrived with a request if there is one. Within a span of Clew it is a
   * separate trace.
   *
   * @param name the name of the trace, which otherwise is that of its first span
   * @return a context, not current, in which spans without a parent belong to the trace; the trace
   *     is its value of {@link StartedTrace#KEY}
   */
  default Context startTrace(Context parent, String name) {
    return parent;
  }

  /**
   * Starts a span that is added to a trace which has usually ended, such as the score of an answer.
   * The trace is not reported again.
   *
   * @param traceId 32 hexadecimal digits
   * @param parentId 16 hexadecimal digits, or null
   * @throws IllegalArgumentException if an id is malformed
   */
  default Span startLate(
      String traceId, @Nullable String parentId, SpanType type, String name, Payload payload) {
    return start(Context.root(), type, name, payload);
  }

  /** Starts a span under the current context. */
  default Span start(SpanType type, String name, Payload payload) {
    return start(Context.current(), type, name, payload);
  }
}
