// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/** The outcome of a span's work. */
public enum SpanStatus {
  OK,
  ERROR,
  /**
   * Ended by the caller before it was complete: a closed or abandoned stream, a cancelled future.
   */
  CANCELLED
}
