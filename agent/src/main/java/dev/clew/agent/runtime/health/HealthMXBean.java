// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.health;

import java.util.List;

/** The attributes of the bean {@code dev.clew:type=Health}; all counts are since the start. */
public interface HealthMXBean {
  /** Returns whether every exporter delivers and the export thread keeps up. */
  boolean isHealthy();

  /** Returns a sentence for each thing that is wrong. */
  List<String> getProblems();

  /** Returns how many spans ended. */
  long getSpansEnded();

  /** Returns how many spans wait to be rendered. */
  int getSpansQueued();

  /** Returns how many spans were dropped before any exporter received them. */
  long getSpansDropped();

  /** Returns how many spans were sampled out. */
  long getSpansSampledOut();

  /** Returns the state of each exporter. */
  List<ExporterState> getExporters();

  /** Returns the doctor's page. */
  String doctor();
}
