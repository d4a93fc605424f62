// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Deletes trace files that are too old, then the oldest ones while the total is too large.
 *
 * <p>Touches only files named like ours, and never one that another JVM has open. Where locks do
 * not work (some network file systems), a file changed within the last minute counts as open; a JVM
 * that is idle for longer and loses its file starts a new one.
 */
final class Retention {
  private static final Duration IN_USE = Duration.ofMinutes(1);

  private final FileSettings settings;

  Retention(FileSettings settings) {
    this.settings = settings;
  }

  /** Applies the limits; anything that cannot be read or deleted is left for the next run. */
  void apply(Path current, Instant now) throws IOException {
    List<TraceFile> files = files();
    files.sort(Comparator.comparing(TraceFile::modified));
    long total = files.stream().mapToLong(TraceFile::size).sum();
    for (TraceFile file : files) {
      boolean tooOld = file.modified.isBefore(now.minus(settings.maxAge()));
      boolean tooMuch = total > settings.maxTotalBytes();
      boolean inUse = file.path.equals(current) || file.modified.isAfter(now.minus(IN_USE));
      if ((tooOld || tooMuch) && !inUse && !FileInUse.isMarked(file.path) && delete(file.path)) {
        total -= file.size;
      }
    }
  }

  private List<TraceFile> files() throws IOException {
    List<TraceFile> files = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(settings.directory())) {
      for (Path path : paths) {
        if (TraceFileName.matches(String.valueOf(path.getFileName()))) {
          add(path, files);
        }
      }
    }
    return files;
  }

  private static void add(Path path, List<TraceFile> files) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        files.add(
            new TraceFile(path, attributes.lastModifiedTime().toInstant(), attributes.size()));
      }
    } catch (IOException e) {
      // another JVM deleted it first
    }
  }

  private static boolean delete(Path path) {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      return false; // open in a reader on Windows
    }
  }

  private record TraceFile(Path path, Instant modified, long size) {}
}
