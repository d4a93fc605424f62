// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import java.time.Duration;

/** Shows or sends metrics until it is closed. */
public interface MetricsExporter {
  /** Sends what is left, if it sends, and ends; waits for that not longer than {@code timeout}. */
  void close(Duration timeout);
}
