// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.ExtensionState;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.api.hook.Diagnostics.Level;
import dev.clew.exporter.extension.ExtensionPart;
import java.util.ArrayList;
import java.util.List;

/** What the failures of extensions explain. */
final class ExtensionCauses {
  private ExtensionCauses() {}

  static List<Finding> of(List<ExtensionState> extensions) {
    List<Finding> findings = new ArrayList<>();
    for (ExtensionState each : extensions) {
      if (each.failures() > 0) {
        findings.add(
            new Finding(
                "extension-failed",
                Level.NOTE,
                "The %s %s of %s has failed %d times, so %s: %s."
                    .formatted(
                        each.kind(),
                        each.name(),
                        each.jar(),
                        each.failures(),
                        each.consequence(),
                        each.lastFailure()),
                each.use() == ExtensionPart.Use.BROKEN
                    ? "Correct the jar."
                    : "Correct the jar, or set clew.%s.enabled=false.".formatted(each.name())));
      }
    }
    return findings;
  }
}
