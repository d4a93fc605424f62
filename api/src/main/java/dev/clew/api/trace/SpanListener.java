// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

/**
 * A component of the application with a current span of its own, such as another tracer or a
 * logging library's context, that is to follow Clew's.
 */
@FunctionalInterface
public interface SpanListener {
  /**
   * Called when {@code span} becomes current on this thread.
   *
   * @return a scope, closed on the same thread when the span is no longer current, or null if there
   *     is nothing to undo
   */
  @Nullable Scope onSpanCurrent(Span span);
}
