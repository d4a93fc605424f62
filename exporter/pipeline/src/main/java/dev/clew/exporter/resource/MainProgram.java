// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import org.jspecify.annotations.Nullable;

/** The name of a program that nobody named: its jar without version, or its main class. */
public final class MainProgram {
  /** What OpenTelemetry calls a service of which nothing is known. */
  static final String UNKNOWN = "unknown_service:java";

  private MainProgram() {}

  /**
   * Returns a name.
   *
   * @param command main class or jar, with the arguments behind it, which must not be told
   */
  public static String name(@Nullable String command) {
    if (command == null || command.isBlank()) {
      return UNKNOWN;
    }
    int jar = command.indexOf(".jar");
    if (jar > 0 && (jar + 4 == command.length() || command.charAt(jar + 4) == ' ')) {
      String path = command.substring(0, jar); // blanks and all: a folder may have some
      String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      String unversioned = name.replaceFirst("-\\d.*", "");
      return unversioned.isEmpty() ? name : unversioned;
    }
    String main = command.split(" ", 2)[0];
    String className = main.substring(main.lastIndexOf('/') + 1); // module/class
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
