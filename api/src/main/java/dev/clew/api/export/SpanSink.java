// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Where spans go when they end.
 *
 * <p>Called on application threads: implementations take the reference and return, without lock or
 * I/O, and never throw.
 */
@FunctionalInterface
public interface SpanSink {
  /**
   * Takes a span that ended. If it {@linkplain FinishedSpan#endsTrace() ends its trace}, the record
   * of the trace is to be had from the span, on another thread.
   */
  void onSpanEnd(FinishedSpan span);
}
