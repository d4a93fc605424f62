// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import org.jspecify.annotations.Nullable;

/**
 * Changes or drops records before any exporter sees them.
 *
 * <p>Called by one thread, never an application thread, after Clew's own limits and redaction. If
 * exporters receive different amounts of content, it is called for the same span once per amount; a
 * span dropped in one of these calls is dropped for all.
 *
 * <p>A processor that throws might have meant to withhold something: the span continues without
 * content, attributes and error text, and the failure is counted.
 */
public interface SpanProcessor extends AutoCloseable {
  /** Returns the name used in reports. */
  String name();

  /**
   * Returns the record to continue with in place of {@code span}, usually the same one, or null to
   * drop it.
   */
  @Nullable SpanRecord process(SpanRecord span);

  /** Returns the record to continue with in place of {@code trace}, or null to drop it. */
  default @Nullable TraceRecord process(TraceRecord trace) {
    return trace;
  }

  /** Releases resources; called once, after the last record. */
  @Override
  default void close() {}
}
