// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.delivery.ExporterMetrics;

/** Looks whether the counters of a pipeline account for every span and trace. */
public final class Accounting {
  private Accounting() {}

  /** Asserts that what ended is somewhere; nothing may wait any more. */
  public static void addUp(PipelineMetrics metrics) {
    long dropped = metrics.spansDropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(metrics.spansQueued()).isZero();
    assertThat(metrics.sampling().spansWaiting()).isZero();
    for (ExporterMetrics each : metrics.exporters()) {
      assertThat(
              dropped
                  + metrics.sampling().spansSampledOut()
                  + each.spansExported()
                  + each.spansSpooled()
                  + each.spansLost())
          .as("spans of %s", each)
          .isEqualTo(metrics.spansEnded());
      assertThat(
              metrics.tracesDropped()
                  + metrics.sampling().tracesSampledOut()
                  + each.tracesExported()
                  + each.tracesSpooled()
                  + each.tracesLost())
          .as("traces of %s", each)
          .isEqualTo(metrics.tracesEnded());
    }
  }

  /** Returns name, spans exported and lost, traces exported and lost, failures. */
  static String line(ExporterMetrics exporter) {
    return "%s %d %d %d %d %d"
        .formatted(
            exporter.name(),
            exporter.spansExported(),
            exporter.spansLost(),
            exporter.tracesExported(),
            exporter.tracesLost(),
            exporter.failures());
  }
}
