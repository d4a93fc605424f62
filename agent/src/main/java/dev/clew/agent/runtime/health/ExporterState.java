// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.health;

import dev.clew.exporter.delivery.ExporterMetrics;

/** One exporter, as JMX shows it: a class with getters, because JMX does not know records. */
public final class ExporterState {
  private final ExporterMetrics metrics;

  ExporterState(ExporterMetrics metrics) {
    this.metrics = metrics;
  }

  public String getName() {
    return metrics.name();
  }

  public boolean isHealthy() {
    return metrics.isHealthy();
  }

  public String getBreaker() {
    return metrics.breaker().name();
  }

  public long getSpansExported() {
    return metrics.spansExported();
  }

  public long getSpansLost() {
    return metrics.spansLost();
  }

  public long getSpansSpooled() {
    return metrics.spool().spansWaiting();
  }

  public int getBatchesQueued() {
    return metrics.batchesQueued();
  }

  public long getFailures() {
    return metrics.failures();
  }

  /** Returns the last failure, or an empty text. */
  public String getLastFailure() {
    String failure = metrics.lastFailure();
    return failure == null ? "" : failure;
  }

  /** Returns milliseconds since 1970, or 0. */
  public long getLastSuccessMillis() {
    return metrics.lastSuccessMillis();
  }

  /** Returns milliseconds since 1970, or 0. */
  public long getLastFailureMillis() {
    return metrics.lastFailureMillis();
  }
}
