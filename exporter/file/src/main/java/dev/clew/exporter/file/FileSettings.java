// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static java.util.Objects.requireNonNullElse;

import dev.clew.api.export.ExporterSettings;
import dev.clew.exporter.folder.FolderGuard;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the trace files are stored and how much of them is kept.
 *
 * @param directory created if needed, readable by its owner only
 * @param maxFileBytes the size at which the next file is started; a longer line gets a file of its
 *     own
 * @param maxAge how long after its last change a file is deleted
 * @param maxTotalBytes the total size of all trace files beyond which the oldest are deleted
 * @param guard checks the directory before anything is written to it
 */
public record FileSettings(
    Path directory, long maxFileBytes, Duration maxAge, long maxTotalBytes, FolderGuard guard) {
  /** Creates settings for a directory that must belong to the current user. */
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

  /** Returns the defaults: {@code <home>/traces}, files of 64 MiB, 14 days, 1 GiB in total. */
  public static FileSettings in(Path home) {
    return new FileSettings(home.resolve("traces"), 64L << 20, Duration.ofDays(14), 1L << 30);
  }

  /** Returns the defaults overridden by the user's settings. */
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
