// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The two settings that must be known before anything of Clew is loaded. They are read again, with
 * all others and with warnings, once a library has been seen.
 */
final class EarlySettings {
  private final @Nullable String arguments;
  private final Properties file = new Properties();

  private EarlySettings(@Nullable String arguments) {
    this.arguments = arguments;
  }

  static EarlySettings read(@Nullable String arguments) {
    EarlySettings settings = new EarlySettings(arguments);
    String path = settings.value("config");
    if (path != null) {
      try (InputStream in = new FileInputStream(path)) {
        settings.file.load(in);
      } catch (IOException | IllegalArgumentException unreadable) {
        StandardError.say(
            "warning: cannot read clew.config="
                + path
                + " ("
                + unreadable.getMessage()
                + "); going on without it");
      }
    }
    return settings;
  }

  boolean enabled() {
    String value = value("enabled");
    return value == null
        || switch (value.trim().toLowerCase(Locale.ROOT)) {
          case "false", "0", "no", "off" -> false;
          default -> true;
        };
  }

  boolean hasExtensions() {
    return value("extensions") != null;
  }

  private @Nullable String value(String key) {
    String value = System.getProperty("clew." + key);
    if (value == null && arguments != null) {
      value = argument(key, arguments);
    }
    if (value == null) {
      value = System.getenv("CLEW_" + key.toUpperCase(Locale.ROOT));
    }
    if (value == null) {
      value = file.getProperty("clew." + key, file.getProperty(key));
    }
    return value == null || value.isBlank() ? null : value;
  }

  private static @Nullable String argument(String key, String arguments) {
    for (String piece : arguments.split(",")) {
      int equals = piece.indexOf('=');
      String name = equals < 0 ? piece : piece.substring(0, equals);
      if (name.trim().equals(key) || name.trim().equals("clew." + key)) {
        return equals < 0 ? "true" : piece.substring(equals + 1);
      }
    }
    return null;
  }
}
