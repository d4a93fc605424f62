// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.api.export.ExporterSettings;
import java.util.List;

/**
 * Creates a metrics exporter; found by {@link java.util.ServiceLoader} in the agent.
 *
 * <p>The counterpart of {@link dev.clew.api.export.SpanExporterProvider}, but not for extensions:
 * the representation of metrics is not part of the API.
 */
public interface MetricsExporterProvider {
  /** Returns the name in its settings, {@code clew.<name>.…}. */
  String name();

  /** Returns the setting that enables it, for messages: {@code clew.otlp.metrics=true}. */
  String setting();

  /**
   * Returns whether the user enabled it.
   *
   * @param named whether {@code clew.exporters} names it
   */
  boolean isWanted(ExporterSettings settings, boolean named);

  /** Returns the JDK modules that it needs. */
  default List<String> requiredModules() {
    return List.of();
  }

  /**
   * Starts to publish or send metrics, on its own threads. A failure to start is logged in one
   * line.
   */
  MetricsExporter start(ExporterSettings settings, ClewMetrics metrics);
}
