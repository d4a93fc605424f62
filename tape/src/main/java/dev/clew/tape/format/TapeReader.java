// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import dev.clew.tape.json.JsonNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tape. It may come from anybody, so sizes are bounded, and what does not make sense is an
 * error rather than a guess; only a torn last line, the mark of a crash, is left out.
 */
public final class TapeReader {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_LINE = 256 << 20;
  private static final int MAX_CALLS = 1_000_000;

  private TapeReader() {}

  /**
   * A tape in memory.
   *
   * @param entries in the order in which the calls began
   * @param complete false if the recording was interrupted
   */
  public record Tape(TapeHeader header, List<TapeEntry> entries, boolean complete) {}

  /**
   * Reads the tape {@code file}.
   *
   * @throws TapeException if it is not one, or cannot be read
   */
  public static Tape read(Path file) throws TapeException {
    if (!Files.exists(file)) {
      throw new TapeException("the tape %s does not exist".formatted(file));
    }
    if (!Files.isRegularFile(file)) {
      throw new TapeException("the tape %s is not a regular file".formatted(file));
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new TapeException("the tape %s is larger than 1 GB".formatted(file));
      }
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        return read(file, in);
      }
    } catch (TapeException known) {
      throw known;
    } catch (IOException failure) {
      throw new TapeException("the tape %s cannot be read (%s)".formatted(file, failure));
    }
  }

  private static Tape read(Path file, BufferedReader in) throws IOException {
    TapeHeader header = header(file, line(file, in));
    List<TapeEntry> entries = new ArrayList<>();
    Set<Long> places = new HashSet<>();
    boolean complete = false;
    int number = 1;
    for (String line = line(file, in); line != null && !complete; ) {
      number++;
      String next = line(file, in);
      if (!line.isBlank()) {
        Map<String, @Nullable Object> fields = fields(file, number, line, next == null);
        if (fields == null) {
          break;
        }
        if (fields.containsKey("end")) {
          complete = true;
        } else {
          TapeEntry entry = entry(file, number, fields);
          if (entry.seq() == 0 || !places.add(entry.seq()) || entries.size() == MAX_CALLS) {
            throw broken(file, number, "its seq is missing, or there twice");
          }
          entries.add(entry);
        }
      }
      line = next;
    }
    entries.sort(Comparator.comparingLong(TapeEntry::seq));
    return new Tape(header, List.copyOf(entries), complete);
  }

  private static TapeHeader header(Path file, @Nullable String line) throws IOException {
    Map<String, @Nullable Object> fields;
    try {
      fields = line == null ? Map.of() : EntryLine.fields(line);
    } catch (IOException notJson) {
      fields = Map.of();
    }
    if (!(fields.get("clew_tape") instanceof JsonNumber)) {
      throw new TapeException("%s is not a tape of Clew".formatted(file));
    }
    long format = EntryLine.number(fields, "clew_tape");
    if (format > TapeHeader.FORMAT) {
      throw new TapeException(
          "the tape %s was made by a newer Clew (format %d; this one reads %d)"
              .formatted(file, format, TapeHeader.FORMAT));
    }
    try {
      return EntryLine.header(fields);
    } catch (IOException invalid) {
      throw broken(file, 1, invalid.getMessage());
    }
  }

  /** Returns null for a torn last line. */
  private static @Nullable Map<String, @Nullable Object> fields(
      Path file, int number, String line, boolean last) throws TapeException {
    try {
      return EntryLine.fields(line);
    } catch (IOException invalid) {
      if (last) {
        return null;
      }
      throw broken(file, number, "it is not JSON");
    }
  }

  private static TapeEntry entry(Path file, int number, Map<String, @Nullable Object> fields)
      throws TapeException {
    try {
      return EntryLine.entry(fields);
    } catch (IOException invalid) {
      throw broken(file, number, invalid.getMessage());
    }
  }

  private static TapeException broken(Path file, int number, @Nullable String reason) {
    return new TapeException(
        "the tape %s is broken in line %d: %s".formatted(file, number, reason));
  }

  private static @Nullable String line(Path file, BufferedReader in) throws IOException {
    StringBuilder line = null;
    for (int c = in.read(); c >= 0; c = in.read()) {
      line = line == null ? new StringBuilder() : line;
      if (c == '\n') {
        break;
      }
      if (line.length() == MAX_LINE) {
        throw new TapeException("the tape %s has a line of more than 256 MB".formatted(file));
      }
      line.append((char) c);
    }
    return line == null ? null : line.toString();
  }
}
