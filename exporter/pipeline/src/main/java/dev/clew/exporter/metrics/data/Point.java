// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.data;

import java.util.List;

/** The current state of one series of a metric. */
public sealed interface Point {
  Labels labels();

  /** The value of a counter or gauge. */
  record Single(Labels labels, double value) implements Point {
    /** Returns a count; one beyond 2^53 is inexact by a few. */
    public static Single of(Labels labels, long count) {
      return new Single(labels, (double) count);
    }
  }

  /**
   * The distribution of a histogram.
   *
   * @param counts the number of values per bucket; the last bucket has no upper bound
   */
  record Distribution(Labels labels, List<Long> counts, double sum) implements Point {
    public Distribution {
      counts = List.copyOf(counts);
    }

    /** Returns the number of values. */
    public long count() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }
}
