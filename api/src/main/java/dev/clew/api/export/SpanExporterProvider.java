// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates an exporter; found by {@link java.util.ServiceLoader} in Clew and in extension jars.
 *
 * <p>Implementations are public and have a no-argument constructor that does nothing: providers are
 * instantiated whether or not their exporter is selected. Classes that the exporter needs should
 * only be loaded by {@link #create}.
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
  default boolean isLocal() {
    return false;
  }

  /**
   * Returns the modules of the JDK without which the exporter does not work, such as {@code
   * java.net.http}. On a Java that lacks one of them the exporter is off, and one line says so.
   */
  default List<String> requiredModules() {
    return List.of();
  }

  /**
   * Checks for settings that make the exporter unusable, such as a missing key. Called when the
   * agent starts, if the exporter is selected; must be fast and do no I/O.
   *
   * @return the problem and its remedy, as one line for the user, in which case the exporter is
   *     off; null if no problem is known
   */
  default @Nullable String configurationError(ExporterSettings settings) {
    return null;
  }

  /**
   * Returns whether the exporter itself limits how long a call of it takes. If so it is never
   * interrupted; otherwise after {@code clew.export.timeout}.
   */
  default boolean limitsCallTime() {
    return false;
  }

  /**
   * Creates the exporter, on its own thread, when there is something to export. If it throws, this
   * is logged in one line, the spans are counted as lost, and nothing else is affected.
   */
  SpanExporter create(ExporterSettings settings);
}
