// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the agent and the viewer share, {@code ~/.clew} unless {@code clew.home} says so.
 */
record Home(Path folder) {

  static Home of(@Nullable Path given, Properties properties, Map<String, String> environment) {
    if (given != null) {
      return new Home(given.toAbsolutePath());
    }
    String property = properties.getProperty("clew.home");
    String variable = environment.get("CLEW_HOME");
    if (property != null && !property.isBlank()) {
      return new Home(Path.of(property).toAbsolutePath());
    }
    if (variable != null && !variable.isBlank()) {
      return new Home(Path.of(variable).toAbsolutePath());
    }
    return new Home(Path.of(properties.getProperty("user.home", "."), ".clew").toAbsolutePath());
  }

  /** Where the agent writes. */
  Path traces() {
    return folder.resolve("traces");
  }

  /** Where the viewer stores what it has read. */
  Path database() {
    return folder.resolve("viewer").resolve("traces.db");
  }
}
