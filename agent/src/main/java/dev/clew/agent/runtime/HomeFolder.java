// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Finds the folder of the local store, also where there is no home folder for it to lie in: in a
 * container the user may have none, and the JDK then says {@code ?}.
 */
final class HomeFolder {
  private static final String HOME = "~";

  private final Properties properties;
  private final Map<String, String> environment;
  private final Consumer<String> warnings;

  HomeFolder(Properties properties, Map<String, String> environment, Consumer<String> warnings) {
    this.properties = properties;
    this.environment = environment;
    this.warnings = warnings;
  }

  /** Returns the folder that the settings name; whether it exists is not looked at. */
  Path of(Settings settings) {
    String set = settings.get(ClewSettings.HOME);
    try {
      return resolve(set);
    } catch (InvalidPathException impossible) {
      Path otherwise = resolve(HOME + "/.clew");
      warnings.accept(
          "clew.home=%s is no path here (%s); going on with %s"
              .formatted(set, impossible.getReason(), otherwise));
      return otherwise;
    }
  }

  private Path resolve(String set) {
    if (!set.equals(HOME) && !set.startsWith(HOME + "/")) {
      return Path.of(set);
    }
    String home = properties.getProperty("user.home", "");
    if (isFolder(home)) {
      return Path.of(home + set.substring(1));
    }
    String variable = environment.getOrDefault("HOME", "");
    Path otherwise =
        isFolder(variable) ? Path.of(variable + set.substring(1)) : temporary(set.substring(1));
    warnings.accept(
        "there is no home folder (user.home is '%s'), so the local store is %s; set clew.home to put"
                .formatted(home, otherwise)
            + " it elsewhere");
    return otherwise;
  }

  /** Named after the user, since all users share the folder for temporary files. */
  private Path temporary(String rest) {
    String user = properties.getProperty("user.name", "");
    String own = user.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? "clew-" + user : "clew";
    Path folder = Path.of(properties.getProperty("java.io.tmpdir", "/tmp"), own);
    return rest.equals("/.clew") || rest.isEmpty() ? folder : Path.of(folder + rest);
  }

  private static boolean isFolder(String path) {
    return !path.isBlank() && new File(path).isAbsolute() && new File(path).isDirectory();
  }
}
