// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Knows whether stderr is looked at by a person. */
final class Terminal {
  private Terminal() {}

  /**
   * Tells whether colours are wanted on stderr: it is a terminal, and {@code NO_COLOR} is not set.
   *
   * <p>{@link System#console} is not asked: it looks at stdin and stdout, and starts a line editor
   * in newer JDKs. Where there is no {@code /proc}, there is no colour.
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
