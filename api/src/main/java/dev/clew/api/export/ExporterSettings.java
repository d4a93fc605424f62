// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the user has set for one exporter or processor. */
public interface ExporterSettings {
  /**
   * Returns the value of {@code clew.<name of the exporter>.<key>}, or null if nobody set it; with
   * the usual precedence of system property, agent argument, environment and file.
   */
  @Nullable String get(String key);

  /** Returns Clew's folder, {@code clew.home}; it need not exist. */
  Path home();

  /** Says something to the user on stderr, once for each distinct line. */
  void warn(String line);
}
