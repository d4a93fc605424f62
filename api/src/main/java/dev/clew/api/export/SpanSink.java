// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Receives spans when they end.
 *
 * <p>Called on application threads: implementations take the reference and return, without locks or
 * I/O, and never throw.
 */
@FunctionalInterface
public interface SpanSink {
  /**
   * Takes a span that has ended. If the span {@linkplain FinishedSpan#endsTrace() ends its trace},
   * the trace record can be read from it on another thread.
   */
  void onSpanEnd(FinishedSpan span);

  /**
   * Counts a span that has ended and is not to be exported, because of {@code clew.exclude}. It
   * must not be kept, and its parent is not what it seems.
   */
  default void onSpanExcluded(FinishedSpan span) {}
}
