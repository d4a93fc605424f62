// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import org.jspecify.annotations.Nullable;

/**
 * Changes records, or drops them, before any exporter sees them.
 *
 * <p>Called by one thread, never an application thread, after Clew's own limits and redaction. If
 * exporters get different amounts of content, it is called for the same span once per amount, and
 * what it drops once is dropped for all.
 *
 * <p>A processor that throws is taken for one that would have withheld something: the span goes on
 * without content, attributes and error text, and is counted.
 */
public interface SpanProcessor extends AutoCloseable {
  /** Returns the name under which the processor is reported. */
  String name();

  /** Returns what shall go on in place of {@code span}, usually the same, or null for nothing. */
  @Nullable SpanRecord process(SpanRecord span);

  /** Returns what shall go on in place of {@code trace}, or null for nothing. */
  default @Nullable TraceRecord process(TraceRecord trace) {
    return trace;
  }

  /** Releases what it holds; called once, after the last record. */
  @Override
  default void close() {}
}
