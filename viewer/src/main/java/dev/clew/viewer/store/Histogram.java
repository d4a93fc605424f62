// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import java.util.List;

/**
 * Traces by the time of their start, in buckets of equal width.
 *
 * @param from nanoseconds since 1970
 * @param width nanoseconds
 * @param buckets those with traces
 */
public record Histogram(long from, long to, long width, List<Bucket> buckets) {

  /**
   * One bucket.
   *
   * @param withErrors traces with a failed span, including those that failed themselves
   */
  public record Bucket(int index, long traces, long failed, long withErrors) {}

  /** The width of each of that many buckets between two times; never 0. */
  public static long width(long from, long to, int buckets) {
    return Math.max(1, (to - from + buckets - 1) / buckets);
  }
}
