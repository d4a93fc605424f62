// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Makes an exporter; found by {@link java.util.ServiceLoader} in Clew and in extension jars.
 *
 * <p>Public, with a constructor without parameters that does nothing: providers are made whether
 * their exporter is chosen or not.
 */
public interface SpanExporterProvider {
  /**
   * Returns lower case letters, digits and hyphens: the name by which {@code clew.exporters}
   * chooses the exporter, and the one in the names of its settings, {@code clew.<name>.…}.
   */
  String name();

  /**
   * Returns whether what the exporter is given stays on this machine. If not, it gets no content
   * unless {@code clew.<name>.content} says so.
   */
  default boolean local() {
    return false;
  }

  /** Makes the exporter, on the exporter's own thread, when there is something to export. */
  SpanExporter create(ExporterSettings settings);
}
