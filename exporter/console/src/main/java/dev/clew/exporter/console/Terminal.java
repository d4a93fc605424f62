// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Determines whether a person is watching stderr. */
final class Terminal {
  private Terminal() {}

  /**
   * Returns whether to use colours on stderr: it is a terminal, and {@code NO_COLOR} is not set.
   *
   * <p>{@link System#console} does not help: it checks stdin and stdout, and starts a line editor
   * in newer JDKs. Without {@code /proc}, no colours are used.
   */
  static boolean wantsColours(Map<String, String> environment) {
    return wantsColours(environment, Path.of("/proc/self/fd/2"));
  }

  static boolean wantsColours(Map<String, String> environment, Path stderr) {
    String noColor = environment.get("NO_COLOR");
    if ((noColor != null && !noColor.isEmpty()) || "dumb".equals(environment.get("TERM"))) {
      return false;
    }
    try {
      String device = Files.readSymbolicLink(stderr).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | RuntimeException notLinux) {
      return false;
    }
  }
}
