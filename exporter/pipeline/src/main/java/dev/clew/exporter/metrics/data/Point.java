// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.data;

import java.util.List;

/** What one series of a metric has come to. */
public sealed interface Point {
  Labels labels();

  /** The value of a counter or gauge. */
  record Single(Labels labels, double value) implements Point {
    /** Returns a count; one beyond 2^53 is off by a few. */
    public static Single of(Labels labels, long count) {
      return new Single(labels, (double) count);
    }
  }

  /**
   * The distribution of a histogram.
   *
   * @param counts how many values fell into each bucket, the last being that without upper end
   */
  record Distribution(Labels labels, List<Long> counts, double sum) implements Point {
    public Distribution {
      counts = List.copyOf(counts);
    }

    /** Returns how many values there were. */
    public long count() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }
}
