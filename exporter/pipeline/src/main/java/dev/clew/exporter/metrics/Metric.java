// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;

/**
 * Something that the export thread writes and whoever asks reads.
 *
 * <p>Locked, so that the buckets, count and sum of a histogram agree. No application thread ever
 * comes here, so nobody is kept waiting who matters.
 */
interface Metric {
  /** Takes one value: adds it, or enters it into the distribution. */
  void record(Labels labels, double value);

  MetricFamily snapshot();

  /** Returns how many values found no series of their own. */
  long overflowed();
}
