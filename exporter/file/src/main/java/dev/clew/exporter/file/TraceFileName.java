// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Names of trace files: {@code <yyyyMMdd>-<pid>-<start>.jsonl}, with {@code -1}, {@code -2} …
 * before the extension for further files.
 *
 * <p>The date is the day the file was opened, in UTC; the start is the JVM's start time in
 * milliseconds since 1970. Together with the process id it distinguishes containers that share a
 * directory and all have pid 1.
 */
final class TraceFileName {
  private static final Pattern PATTERN = Pattern.compile("\\d{8}-\\d+-\\d+(-\\d+)?\\.jsonl");

  private final long pid;
  private final Instant started;

  TraceFileName(long pid, Instant started) {
    this.pid = pid;
    this.started = started;
  }

  /** Returns the name of this JVM's {@code sequence}-th file, counted from 0. */
  String of(Instant opened, int sequence) {
    String suffix = sequence == 0 ? "" : "-" + sequence;
    String date = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(opened, UTC));
    return date + "-" + pid + "-" + started.toEpochMilli() + suffix + ".jsonl";
  }

  /** Returns whether {@code name} has the form of a trace file's name. */
  static boolean matches(String name) {
    return PATTERN.matcher(name).matches();
  }
}
