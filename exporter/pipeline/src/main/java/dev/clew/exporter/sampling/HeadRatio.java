// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

/**
 * Decides by the trace id alone, so that all processes make the same decision about a shared trace.
 *
 * <p>Uses the comparison of OpenTelemetry's {@code TraceIdRatioBased}: the lower 64 bits, which
 * W3C's trace context requires to be random, as an unsigned number.
 */
final class HeadRatio {
  private final long bound;

  HeadRatio(double ratio) {
    if (ratio <= 0) {
      bound = Long.MIN_VALUE;
    } else if (ratio >= 1) {
      bound = Long.MAX_VALUE;
    } else {
      bound = (long) (ratio * Long.MAX_VALUE);
    }
  }

  boolean keeps(String traceId) {
    if (bound == Long.MAX_VALUE) {
      return true;
    }
    try {
      return Math.abs(Long.parseUnsignedLong(traceId, 16, 32, 16)) < bound;
    } catch (RuntimeException noTraceId) {
      return true; // it is not one of ours, and keeping it does no harm
    }
  }
}
