// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens an address in the browser if there is one; otherwise does nothing. */
final class Browser {

  private Browser() {}

  static void open(String address) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("mac")
            ? List.of("open", address)
            : system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of("xdg-open", address);
    boolean headless =
        !system.contains("mac")
            && !system.contains("win")
            && System.getenv("DISPLAY") == null
            && System.getenv("WAYLAND_DISPLAY") == null;
    if (headless) {
      return;
    }
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // The address has been printed anyway.
    }
  }
}
