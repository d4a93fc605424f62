// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;

/**
 * A metric that the export thread writes and other threads read.
 *
 * <p>Locked, so that the buckets, count and sum of a histogram are consistent. No application
 * thread ever comes here, so none is held up.
 */
interface Metric {
  /** Records one value. */
  void record(Labels labels, double value);

  MetricFamily snapshot();

  /** Returns how many values did not get a series of their own. */
  long overflowed();
}
