// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param name the system property, such as {@code clew.exit.timeout}
 * @param type how its text is parsed
 * @param defaultText the default value as text
 * @param description one or two sentences for the reference page
 * @param <T> the type of the value
 */
public record Setting<T>(String name, SettingType<T> type, String defaultText, String description) {

  /** Returns the name of the environment variable, such as {@code CLEW_EXIT_TIMEOUT}. */
  public String environmentName() {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Returns null if {@code text} is a value, otherwise what is wrong with it. */
  public @Nullable String problem(String text) {
    try {
      type.parse(text);
      return null;
    } catch (IllegalArgumentException violated) {
      return violated.getMessage();
    }
  }

  T defaultValue() {
    return type.parse(defaultText);
  }
}
