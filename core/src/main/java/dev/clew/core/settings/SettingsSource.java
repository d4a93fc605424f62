// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place that provides settings.
 *
 * @param name for messages, such as {@code environment}
 * @param values by setting name, or by variable name for the environment
 * @param environment whether names have the form {@code CLEW_EXIT_TIMEOUT}
 * @param bare the names that were given without a value
 */
public record SettingsSource(
    String name, Map<String, String> values, boolean environment, Set<String> bare) {
  private static final String PREFIX = "clew.";

  /** Creates a source in which every name has a value. */
  public SettingsSource(String name, Map<String, String> values, boolean environment) {
    this(name, values, environment, Set.of());
  }

  /** Returns the {@code clew.*} system properties among {@code properties}. */
  public static SettingsSource systemProperties(Properties properties) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        values.put(name, properties.getProperty(name));
      }
    }
    return new SettingsSource("system property", values, false);
  }

  /** Returns the {@code CLEW_*} variables among {@code variables}. */
  public static SettingsSource environment(Map<String, String> variables) {
    Map<String, String> values = new LinkedHashMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith("CLEW_")) {
            values.put(name, value);
          }
        });
    return new SettingsSource("environment", values, true);
  }

  /**
   * Parses the text after {@code -javaagent:clew-agent.jar=}: comma-separated {@code name=value}
   * pairs. A piece without {@code =} continues the list in the previous value; if it comes first,
   * it is a name without a value.
   */
  public static SettingsSource agentArguments(@Nullable String arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    Set<String> bare = new HashSet<>();
    String last = null;
    for (String piece : arguments == null ? new String[0] : arguments.split(",")) {
      int equals = piece.indexOf('=');
      if (equals > 0) {
        last = prefixed(piece.substring(0, equals).trim());
        bare.remove(last);
        values.put(last, piece.substring(equals + 1).trim());
      } else if (last != null) {
        values.merge(last, piece.trim(), (before, more) -> before + "," + more);
      } else if (!piece.isBlank()) {
        values.put(prefixed(piece.trim()), "true");
        bare.add(prefixed(piece.trim()));
      }
    }
    return new SettingsSource("agent argument", values, false, bare);
  }

  /** Returns the settings in a file; their names may omit {@code clew.}. */
  public static SettingsSource file(String path, Properties properties) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      values.put(prefixed(name), properties.getProperty(name));
    }
    return new SettingsSource("file " + path, values, false);
  }

  /** Returns whether {@code setting} is named here without a value. */
  boolean lacksValue(Setting<?> setting) {
    return bare.contains(form(setting));
  }

  @Nullable String value(Setting<?> setting) {
    return values.get(form(setting));
  }

  /** Returns the name of {@code setting} as this source spells it. */
  String form(Setting<?> setting) {
    return environment ? setting.environmentName() : setting.name();
  }

  private static String prefixed(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(PREFIX) ? name : PREFIX + name;
  }
}
