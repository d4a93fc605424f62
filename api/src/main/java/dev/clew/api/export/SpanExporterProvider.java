// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates an exporter; found by {@link java.util.ServiceLoader} in Clew and in extension jars.
 *
 * <p>Public, with a constructor without parameters that does nothing: providers are made whether
 * their exporter is chosen or not. What the exporter needs is best loaded by {@link #create} alone.
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

  /**
   * Returns the modules of the JDK without which the exporter does not work, such as {@code
   * java.net.http}. On a Java that lacks one of them the exporter is off, and one line says so.
   */
  default List<String> requiredModules() {
    return List.of();
  }

  /**
   * Looks for what makes the exporter useless, such as a key that nobody has set. Called when the
   * agent starts, if the exporter is chosen; quick, without I/O.
   *
   * @return what is wrong and how to mend it, as one line for the user, who then goes without this
   *     exporter; null if nothing is known to be wrong
   */
  default @Nullable String unusable(ExporterSettings settings) {
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
   * Makes the exporter, on the exporter's own thread, when there is something to export. If it
   * throws, one line says so, the spans are counted as lost and everything else goes on.
   */
  SpanExporter create(ExporterSettings settings);
}
