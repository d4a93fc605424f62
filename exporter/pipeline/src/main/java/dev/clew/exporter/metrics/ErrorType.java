// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import org.jspecify.annotations.Nullable;

/** The value of {@code error.type}. */
final class ErrorType {
  static final String LABEL = "error.type";

  /** OpenTelemetry's value for a failure without a known type. */
  private static final String OTHER = "_OTHER";

  private ErrorType() {}

  /**
   * Returns the type of the error, or null if there was none: a stream closed early is not a
   * failure.
   */
  static @Nullable String of(SpanRecord span) {
    if (span.status() != SpanStatus.ERROR) {
      return null;
    }
    return span.error() == null || span.error().type().isBlank() ? OTHER : span.error().type();
  }
}
