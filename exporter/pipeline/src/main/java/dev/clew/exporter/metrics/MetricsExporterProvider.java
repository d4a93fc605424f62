// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.api.export.ExporterSettings;
import java.util.List;

/**
 * Makes what shows or sends metrics; found by {@link java.util.ServiceLoader} in the agent.
 *
 * <p>The twin of {@link dev.clew.api.export.SpanExporterProvider}, and not for extensions: what
 * metrics look like is no part of the api.
 */
public interface MetricsExporterProvider {
  /** Returns the name in the names of its settings, {@code clew.<name>.…}. */
  String name();

  /** Returns the setting that asks for it, for messages: {@code clew.otlp.metrics=true}. */
  String setting();

  /**
   * Returns whether the user wants it.
   *
   * @param named whether {@code clew.exporters} names it
   */
  boolean isWanted(ExporterSettings settings, boolean named);

  /** Returns the modules of the JDK without which it does not work. */
  default List<String> requiredModules() {
    return List.of();
  }

  /** Starts to show or send metrics, on threads of its own. What cannot start costs a line. */
  MetricsExporter start(ExporterSettings settings, ClewMetrics metrics);
}
