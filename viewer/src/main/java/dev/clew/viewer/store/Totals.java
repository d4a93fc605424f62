// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Tokens;

/**
 * Figures over several traces.
 *
 * @param p50 nanoseconds, of the traces that ended; 0 if there are none
 * @param oldest start of the oldest, nanoseconds since 1970; 0 if there are none
 */
public record Totals(
    long traces,
    long failed,
    long running,
    long cancelled,
    long spans,
    long ended,
    long p50,
    long p95,
    long p99,
    long max,
    Tokens tokens,
    Cost cost,
    long oldest,
    long newest) {

  /** The index of a percentile in a sorted list of that size. */
  public static long rank(double percentile, long size) {
    return Math.max(0, Math.min(size - 1, (long) Math.ceil(percentile * size) - 1));
  }
}
