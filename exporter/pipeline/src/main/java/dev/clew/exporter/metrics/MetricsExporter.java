// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import java.time.Duration;

/** Publishes or sends metrics until it is closed. */
public interface MetricsExporter {
  /** Sends what is left, if it sends, and ends; waits at most {@code timeout} for that. */
  void close(Duration timeout);
}
