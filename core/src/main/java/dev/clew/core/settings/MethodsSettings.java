// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings for tracing the application's own methods. */
public final class MethodsSettings {
  /** Whether methods with Clew's annotations are traced. */
  public enum Annotated {
    /** If {@code clew-api} is on the class path when the JVM starts. */
    AUTO,
    ON,
    OFF
  }

  public static final Setting<String> METHODS =
      new Setting<>(
          "clew.methods",
          SettingType.text(),
          "",
          "The application's own methods to trace, such as"
              + " `com.acme.Billing[charge]=function`, separated by semicolons. See"
              + " [own code](own-code.md).");

  public static final Setting<String> METHODS_FILE =
      new Setting<>(
          "clew.methods.file",
          SettingType.text(),
          "",
          "A file of such rules, one per line; lines that start with `#` are comments.");

  public static final Setting<Annotated> ANNOTATIONS =
      new Setting<>(
          "clew.annotations",
          SettingType.choice(Annotated.class),
          "auto",
          "Whether methods with annotations of `dev.clew.annotation` are traced. `auto`: if"
              + " `clew-api` is on the class path when the JVM starts; `on` is needed where a"
              + " server or framework loads it later.");

  static final List<Setting<?>> ALL = List.of(METHODS, METHODS_FILE, ANNOTATIONS);

  private MethodsSettings() {}
}
