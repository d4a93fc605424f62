// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.api.hook.Diagnostics.Level;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.DropReason;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.delivery.LossReason;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws conclusions from the state of the exporters. */
final class ExporterCauses {
  private static final long STUCK_MILLIS = 30_000;

  private final Snapshot snapshot;
  private final Findings found;

  /** Receives what was found. */
  interface Findings {
    void add(String id, Level level, String text, String remedy);
  }

  ExporterCauses(Snapshot snapshot, Findings found) {
    this.snapshot = snapshot;
    this.found = found;
  }

  void look() {
    PipelineMetrics pipeline = snapshot.pipeline();
    if (pipeline == null) {
      return;
    }
    for (AgentLog.Warning warning : snapshot.warnings()) {
      if (warning.topic() == AgentLog.Topic.EXPORTER) {
        found.add(
            "exporter-off",
            pipeline.exporters().isEmpty() ? Level.CAUSE : Level.POSSIBLE,
            "An exporter is not used: %s.".formatted(warning.line()),
            "Correct the setting and restart.");
      }
    }
    if (pipeline.exporters().isEmpty()) {
      found.add(
          "no-exporter",
          Level.CAUSE,
          "Spans go nowhere: %s.".formatted(snapshot.quoted("clew.exporters")),
          "Set clew.exporters=file, or remove the setting.");
    }
    boolean noneIsOn = pipeline.exporters().stream().allMatch(snapshot::isSwitchedOff);
    pipeline.exporters().forEach(each -> exporter(each, noneIsOn));
    long dropped = pipeline.totalDropped();
    if (dropped > 0) {
      found.add(
          "dropped",
          snapshot.spansExported() == 0 ? Level.CAUSE : Level.POSSIBLE,
          "%d spans were dropped before export: %s."
              .formatted(dropped, reasons(pipeline.spansDropped())),
          "Increase clew.queue.span-bytes, or export to something faster.");
    }
  }

  static String reasons(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .filter(each -> each.getValue() > 0 && each.getKey() != DropReason.EXCLUDED)
        .map(each -> each.getKey() + " (" + each.getValue() + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private void exporter(ExporterMetrics exporter, boolean noneIsOn) {
    if (snapshot.isSwitchedOff(exporter)) {
      found.add(
          "exporter-off",
          noneIsOn ? Level.CAUSE : Level.POSSIBLE,
          "The exporter %s is switched off: %s. Since then it has missed %d spans."
              .formatted(
                  exporter.name(),
                  snapshot.quoted("clew.exporters"),
                  exporter.spansLostBy().getOrDefault(LossReason.SWITCHED_OFF, 0L)),
          snapshot.undo("exporters=" + exporter.name()));
    }
    boolean failing =
        exporter.lastFailureMillis() > 0
            && exporter.lastFailureMillis() >= exporter.lastSuccessMillis();
    if (failing) {
      found.add(
          "exporter-down",
          Level.CAUSE,
          "The exporter %s fails: %s (%d failures, last success: %s)."
              .formatted(
                  exporter.name(),
                  exporter.lastFailure(),
                  exporter.failures(),
                  TextPage.time(exporter.lastSuccessMillis())),
          "Check the receiver and the clew.%s.* settings.%s"
              .formatted(
                  exporter.name(),
                  exporter.spool().spansWaiting() > 0
                      ? " %d spans wait in the spool and are sent once it answers."
                          .formatted(exporter.spool().spansWaiting())
                      : ""));
    }
    if (exporter.busyMillis() > STUCK_MILLIS) {
      found.add(
          "exporter-stuck",
          Level.CAUSE,
          "The exporter %s has been waiting for its receiver for %d s."
              .formatted(exporter.name(), exporter.busyMillis() / 1000),
          "Check the receiver; clew.export.timeout limits a call.");
    }
  }
}
