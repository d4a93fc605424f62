// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import org.jspecify.annotations.Nullable;

/** The name of a program without a configured name: its jar without version, or its main class. */
public final class MainProgram {
  /** OpenTelemetry's name for an unknown service. */
  static final String UNKNOWN = "unknown_service:java";

  private MainProgram() {}

  /**
   * Returns a name.
   *
   * @param command main class or jar, followed by the arguments, which must not be exposed
   */
  public static String name(@Nullable String command) {
    if (command == null || command.isBlank()) {
      return UNKNOWN;
    }
    int jar = command.indexOf(".jar");
    if (jar > 0 && (jar + 4 == command.length() || command.charAt(jar + 4) == ' ')) {
      String path = command.substring(0, jar); // may contain blanks, as folder names do
      String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      String unversioned = name.replaceFirst("-\\d.*", "");
      return unversioned.isEmpty() ? name : unversioned;
    }
    String main = command.split(" ", 2)[0];
    String className = main.substring(main.lastIndexOf('/') + 1); // module/class
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
