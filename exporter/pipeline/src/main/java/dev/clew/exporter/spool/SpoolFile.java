// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A batch on disk. Everything known about it besides its bytes is in its name, so that counting and
 * deleting need not open it.
 *
 * @param epochMillis when it was written
 * @param crc the checksum of its bytes: files are renamed into place but not forced to disk, so a
 *     power failure may leave an incomplete one
 */
record SpoolFile(Path path, long epochMillis, int spans, int traces, int crc, String format) {
  private static final Pattern NAME =
      Pattern.compile(
          "(\\d{13})-[0-9a-z]+-\\d{9}-(\\d{1,9})s-(\\d{1,9})t-([0-9a-f]{8})\\.([a-z0-9.-]+)\\.batch");

  /** Returns a name that sorts after this writer's previous names. */
  static String name(
      long epochMillis, String writer, int number, int spans, int traces, int crc, String format) {
    return "%013d-%s-%09d-%ds-%dt-%08x.%s.batch"
        .formatted(epochMillis, writer, number, spans, traces, crc, format);
  }

  /** Returns the batch stored at {@code path}, or null if it is something else. */
  static @Nullable SpoolFile of(Path path) {
    Path name = path.getFileName();
    Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
    if (!matcher.matches()) {
      return null;
    }
    return new SpoolFile(
        path,
        Long.parseLong(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseUnsignedInt(matcher.group(4), 16),
        matcher.group(5));
  }
}
