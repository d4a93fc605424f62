// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Creates an exporter; found by {@link java.util.ServiceLoader} in Clew and in extension jars.
 *
 * <p>Implementations are public and have a no-argument constructor that does nothing: a provider is
 * instantiated whether or not its exporter is selected.
 */
public interface SpanExporterProvider {
  /**
   * Returns the name, in lower-case letters, digits and hyphens, that selects the exporter in
   * {@code clew.exporters} and prefixes its settings, {@code clew.<name>.…}.
   */
  String name();

  /**
   * Returns whether the exporter's data stays on this machine. If not, it receives no content
   * unless {@code clew.<name>.content} says otherwise.
   */
  default boolean local() {
    return false;
  }

  /** Creates the exporter, on the exporter's own thread, when there is something to export. */
  SpanExporter create(ExporterSettings settings);
}
