// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

/**
 * Something of the application that keeps a current span of its own, such as another tracer or the
 * context of a logging library, and is to follow Clew's.
 */
@FunctionalInterface
public interface SpanListener {
  /**
   * Called when {@code span} becomes current on this thread.
   *
   * @return closed on the same thread when the span no longer is, or null if nothing was done
   */
  @Nullable Scope entered(Span span);
}
