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
}
