// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Where spans go when they end.
 *
 * <p>Called on application threads: implementations take the reference and return, without lock or
 * I/O, and never throw.
 */
public interface SpanSink {
  /** Takes a span that ended. */
  void onSpanEnd(FinishedSpan span);

  /** Takes a trace whose root span ended; called after that span's {@link #onSpanEnd}. */
  void onTraceEnd(TraceRecord trace);

  /**
   * Takes a span that ended and has nothing of Clew's above, so that its trace ended with it.
   *
   * <p>Tells {@link #onSpanEnd} and {@link #onTraceEnd}, unless a sink would rather have the record
   * of the trace made later, on another thread.
   */
  default void onTopSpanEnd(FinishedSpan span) {
    try {
      onSpanEnd(span);
    } finally {
      TraceRecord trace = span.endedTrace();
      if (trace != null) {
        onTraceEnd(trace);
      }
    }
  }
}
