// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of the container that the process runs in, on Linux. */
final class ContainerId {
  private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  private ContainerId() {}

  static @Nullable String ofThisProcess() {
    return of(lines("/proc/self/cgroup"), lines("/proc/self/mountinfo"));
  }

  /**
   * Returns the id, or null outside a container.
   *
   * @param groups contains the id with version 1 of control groups
   * @param mounts contains the id with version 2, if the runtime has mounted a file of its own
   */
  static @Nullable String of(List<String> groups, List<String> mounts) {
    for (String line : groups) {
      String id = in(line.substring(line.lastIndexOf('/') + 1));
      if (id != null) {
        return id;
      }
    }
    for (String line : mounts) {
      if (line.contains("/hostname")) {
        return in(line);
      }
    }
    return null;
  }

  private static @Nullable String in(String text) {
    Matcher found = ID.matcher(text);
    return found.find() ? found.group() : null;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException | RuntimeException notLinux) {
      return List.of();
    }
  }
}
