// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.folder;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The user that this JVM runs as, by number: in a container it may have no name.
 *
 * <p>The JDK can report it only with the module {@code jdk.security.auth}. On Linux it is read from
 * {@code /proc}; elsewhere the owner of the home folder is used.
 */
final class CurrentUser {
  /** Null if it cannot be determined. */
  static final @Nullable Integer ID = id();

  private CurrentUser() {}

  private static @Nullable Integer id() {
    try {
      Integer effective = effective(Files.readString(Path.of("/proc/self/status")));
      return effective == null ? ownerOfHome() : effective;
    } catch (IOException | RuntimeException notLinux) {
      return ownerOfHome();
    }
  }

  /** Parses the line {@code Uid:}, with the real, the effective and two further ids (proc(5)). */
  static @Nullable Integer effective(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length > 2)
        .map(fields -> Integer.parseUnsignedInt(fields[2]))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Integer ownerOfHome() {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
        Path home = Path.of(System.getProperty("user.home", "?"));
        return (Integer) Files.getAttribute(home, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException | RuntimeException unknown) {
      // The home folder or the attribute does not exist: nothing can be compared.
    }
    return null;
  }
}
