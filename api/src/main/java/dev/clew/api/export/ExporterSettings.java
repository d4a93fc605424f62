// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user's settings for one exporter or processor. */
public interface ExporterSettings {
  /**
   * Returns the value of {@code clew.<name of the exporter>.<key>}, or null if it is not set.
   * Precedence is as for every setting: system property, agent argument, environment variable,
   * file.
   */
  @Nullable String get(String key);

  /** Returns Clew's folder, {@code clew.home}; it need not exist. */
  Path home();

  /** Writes a line to the user on stderr, once per distinct line. */
  void warn(String line);
}
