// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The settings needed before anything else of Clew is loaded. Once a library has been seen, all
 * settings are read again, with warnings.
 */
final class EarlySettings {
  private final @Nullable String arguments;
  private Properties file = new Properties();

  private EarlySettings(@Nullable String arguments) {
    this.arguments = arguments;
  }

  static EarlySettings read(@Nullable String arguments) {
    EarlySettings settings = new EarlySettings(arguments);
    String path = settings.value("config");
    if (path != null) {
      try {
        settings.file = ConfigFile.read(path);
      } catch (IOException | IllegalArgumentException unreadable) {
        StandardError.print(
            "warning: cannot read clew.config="
                + path
                + " ("
                + unreadable.getMessage()
                + "); continuing without it");
      }
    }
    return settings;
  }

  /** Returns the content of the file named by {@code clew.config}; empty if there is none. */
  Properties file() {
    return file;
  }

  boolean enabled() {
    return isOn("enabled", true);
  }

  boolean diagnostics() {
    return isOn("diagnostics", false);
  }

  private boolean isOn(String key, boolean fallback) {
    for (String value : values(key, "true")) {
      switch (value.trim().toLowerCase(Locale.ROOT)) {
        case "true", "1", "yes", "on" -> {
          return true;
        }
        case "false", "0", "no", "off" -> {
          return false;
        }
        default -> {} // invalid, so ignored
      }
    }
    return fallback;
  }

  /** Returns the setting by which the run is recorded or replayed, or null. */
  @Nullable String steering() {
    if (value("replay") != null) {
      return "clew.replay";
    }
    return value("record") == null ? null : "clew.record";
  }

  boolean hasExtensions() {
    return value("extensions") != null;
  }

  /** Returns the rules for the application's own methods, or null. */
  @Nullable String methods() {
    return value("methods");
  }

  /** Returns the file of such rules, or null. */
  @Nullable String methodsFile() {
    return value("methods.file");
  }

  /** Returns whether classes may have Clew's annotations, judging by the class path. */
  boolean mayHaveAnnotations() {
    for (String value : values("annotations", null)) {
      switch (value.trim().toLowerCase(Locale.ROOT)) {
        case "on" -> {
          return true;
        }
        case "off" -> {
          return false;
        }
        default -> {} // automatic, or invalid
      }
    }
    String path = System.getProperty("java.class.path", "");
    return path.contains("clew-api")
        || System.getProperty("jdk.module.path", "").contains("clew-api")
        || (path.endsWith(".jar")
            && path.indexOf(File.pathSeparatorChar) < 0
            && OwnCode.areAnnotationsIn(path));
  }

  private @Nullable String value(String key) {
    List<String> values = values(key, null);
    return values.isEmpty() ? null : values.get(0);
  }

  /** Returns the values from all sources, the most important first. */
  private List<String> values(String key, @Nullable String bare) {
    List<String> values = new ArrayList<>();
    addUnlessBlank(values, System.getProperty("clew." + key));
    addUnlessBlank(values, arguments == null ? null : argument(key, arguments, bare));
    addUnlessBlank(values, System.getenv("CLEW_" + key.toUpperCase(Locale.ROOT).replace('.', '_')));
    addUnlessBlank(values, file.getProperty("clew." + key, file.getProperty(key)));
    return values;
  }

  private static void addUnlessBlank(List<String> values, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.add(value);
    }
  }

  /**
   * Returns the value of {@code key} in the arguments, or {@code bare} if only the name is given.
   */
  private static @Nullable String argument(String key, String arguments, @Nullable String bare) {
    @Nullable String last = null; // of duplicates the last one wins, as in Settings
    for (String piece : arguments.split(",")) {
      int equals = piece.indexOf('=');
      String name = equals < 0 ? piece : piece.substring(0, equals);
      if (name.trim().equals(key) || name.trim().equals("clew." + key)) {
        last = equals < 0 ? bare : piece.substring(equals + 1);
      }
    }
    return last;
  }
}
