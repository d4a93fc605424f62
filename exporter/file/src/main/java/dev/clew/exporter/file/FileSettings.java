// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static java.util.Objects.requireNonNullElse;

import dev.clew.api.export.ExporterSettings;
import dev.clew.exporter.folder.FolderGuard;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the trace files lie and how much of them is kept.
 *
 * @param directory created when needed, readable by its owner only
 * @param maxFileBytes the size at which the next file is begun; a longer line gets a file of its
 *     own
 * @param maxAge how long after its last change a file is deleted
 * @param maxTotalBytes the size of all trace files together beyond which the oldest are deleted
 * @param guard looks at the directory before anything is written to it
 */
public record FileSettings(
    Path directory, long maxFileBytes, Duration maxAge, long maxTotalBytes, FolderGuard guard) {
  /** Settings of a directory that has to be this user's own. */
  public FileSettings(Path directory, long maxFileBytes, Duration maxAge, long maxTotalBytes) {
    this(directory, maxFileBytes, maxAge, maxTotalBytes, FolderGuard.of(directory));
  }

  public FileSettings {
    if (maxFileBytes < 1) {
      throw new IllegalArgumentException("maxFileBytes < 1: " + maxFileBytes);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge <= 0: " + maxAge);
    }
    if (maxTotalBytes < maxFileBytes) {
      throw new IllegalArgumentException("maxTotalBytes < maxFileBytes: " + maxTotalBytes);
    }
  }

  /** Returns {@code <home>/traces}, files of 64 MiB, 14 days, 1 GiB in all. */
  public static FileSettings in(Path home) {
    return new FileSettings(home.resolve("traces"), 64L << 20, Duration.ofDays(14), 1L << 30);
  }

  /** Returns the same, but for what the user has set. */
  static FileSettings of(ExporterSettings settings) {
    FileSettings unset = in(settings.home());
    long maxBytes = requireNonNullElse(settings.getBytes("max-bytes"), unset.maxFileBytes);
    long maxTotal = requireNonNullElse(settings.getBytes("max-total-bytes"), unset.maxTotalBytes);
    return new FileSettings(
        unset.directory,
        maxBytes,
        requireNonNullElse(settings.getDuration("max-age"), unset.maxAge),
        Math.max(maxBytes, maxTotal),
        new FolderGuard(settings.home(), settings.isHomeTrusted()));
  }
}
