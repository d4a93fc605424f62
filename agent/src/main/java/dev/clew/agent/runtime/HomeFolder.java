// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.folder.PrivateFolder;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Finds the folder of the local store, even without a home folder: the user of a container may have
 * none, in which case the JDK reports {@code ?}.
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

  /** Returns the folder set by {@code clew.home}; it need not exist. */
  Path of(Settings settings) {
    String set = settings.get(ClewSettings.HOME);
    try {
      return resolve(set);
    } catch (InvalidPathException invalid) {
      Path fallback = resolve(HOME + "/.clew");
      warnings.accept(
          "clew.home=%s is not a valid path (%s); using %s"
              .formatted(set, invalid.getReason(), fallback));
      return fallback;
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
    Path fallback =
        isFolder(variable) ? Path.of(variable + set.substring(1)) : temporary(set.substring(1));
    // Where nothing can be written, the exporter says that, if there is one that needs the store.
    if (new PrivateFolder(fallback).isWritable()) {
      warnings.accept(
          "no home folder found (user.home is '%s'), so the local store is %s; set clew.home to put"
                  .formatted(home, fallback)
              + " it elsewhere");
    }
    return fallback;
  }

  /** Named after the user, because all users share the folder for temporary files. */
  private Path temporary(String rest) {
    String user = properties.getProperty("user.name", "");
    String name = user.matches("[A-Za-z0-9][A-Za-z0-9._-]*") ? "clew-" + user : "clew";
    Path folder = Path.of(properties.getProperty("java.io.tmpdir", "/tmp"), name);
    return rest.equals("/.clew") || rest.isEmpty() ? folder : Path.of(folder + rest);
  }

  private static boolean isFolder(String path) {
    return !path.isBlank() && new File(path).isAbsolute() && new File(path).isDirectory();
  }
}
