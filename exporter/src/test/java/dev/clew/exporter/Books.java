// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.delivery.LaneMetrics;

/** Looks whether the counters of a pipeline account for every span and trace. */
public final class Books {
  private Books() {}

  /** Asserts that what ended is somewhere; nothing may wait any more. */
  public static void addUp(PipelineMetrics metrics) {
    long dropped = metrics.spansDropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(metrics.spansQueued()).isZero();
    assertThat(metrics.sampling().spansWaiting()).isZero();
    for (LaneMetrics each : metrics.exporters()) {
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
  static String line(LaneMetrics lane) {
    return "%s %d %d %d %d %d"
        .formatted(
            lane.name(),
            lane.spansExported(),
            lane.spansLost(),
            lane.tracesExported(),
            lane.tracesLost(),
            lane.failures());
  }
}
