// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import dev.clew.tape.json.JsonNumber;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private static final int MAX_CALLS = 1_000_000;

  private TapeReader() {}

  /**
   * A tape in memory.
   *
   * @param entries in the order in which the calls began
   * @param complete false if the recording was cut short
   * @param recording whether somebody writes it at this moment
   * @param lost how many calls could not be recorded
   */
  public record Tape(
      TapeHeader header, List<TapeEntry> entries, boolean complete, boolean recording, long lost) {
    /** Creates a tape that nobody writes any more. */
    public Tape(TapeHeader header, List<TapeEntry> entries, boolean complete) {
      this(header, entries, complete, false, 0);
    }

    Tape stillRecorded() {
      return new Tape(header, entries, false, true, 0);
    }

    /** Returns in words what the tape lacks; empty if it has the whole run. */
    public String lacks() {
      if (recording) {
        return "it is still being recorded";
      }
      if (!complete) {
        return entries.isEmpty()
            ? "the recording was cut short before a call had ended"
            : "the recording was cut short after #" + entries.get(entries.size() - 1).seq();
      }
      return lost == 0 ? "" : lost + (lost == 1 ? " call was" : " calls were") + " not recorded";
    }
  }

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
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new TapeException(
            "the tape %s is larger than 1 GB; record a shorter run".formatted(file));
      }
      Tape tape;
      try (InputStream in = Files.newInputStream(file)) {
        tape = read(file, new TapeLines(file, in));
      }
      if (tape.complete()) {
        return tape;
      }
      if (TapeFile.isLocked(file)) {
        return tape.stillRecorded();
      }
      return Files.size(file) == size ? tape : read(file); // its recording has just ended
    } catch (TapeException known) {
      throw known;
    } catch (IOException failure) {
      throw new TapeException("the tape %s cannot be read (%s)".formatted(file, failure));
    }
  }

  private static Tape read(Path file, TapeLines lines) throws IOException {
    TapeHeader header = header(file, lines.next());
    Map<String, String> libraries = new LinkedHashMap<>(header.libraries());
    List<TapeEntry> entries = new ArrayList<>();
    Set<Long> places = new HashSet<>();
    boolean complete = false;
    long lost = 0;
    int number = 1;
    for (String line = lines.next(); line != null && !complete; line = lines.next()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      Map<String, @Nullable Object> fields;
      try {
        fields = EntryLine.fields(line);
      } catch (IOException notJson) {
        if (lines.next() == null) {
          break; // torn when the recording was cut short
        }
        throw broken(file, number, "it is not JSON");
      }
      try {
        libraries.putAll(EntryLine.libraries(fields));
        if (fields.containsKey("end")) {
          complete = true;
          lost = EntryLine.number(fields, "lost");
        } else {
          TapeEntry entry = EntryLine.entry(fields);
          if (entry.seq() == 0 || !places.add(entry.seq()) || entries.size() == MAX_CALLS) {
            throw new IOException("its seq is missing, or there twice");
          }
          entries.add(entry);
        }
      } catch (IOException invalid) {
        throw broken(file, number, invalid.getMessage());
      }
    }
    entries.sort(Comparator.comparingLong(TapeEntry::seq));
    return new Tape(header.with(libraries), List.copyOf(entries), complete, false, lost);
  }

  private static TapeHeader header(Path file, @Nullable String line) throws IOException {
    if (line == null) {
      throw new TapeException(
          "the tape %s is empty, its recording ended before it began; record the run again"
              .formatted(file));
    }
    Map<String, @Nullable Object> fields;
    try {
      fields = EntryLine.fields(line);
    } catch (IOException notJson) {
      if (line.startsWith(TapeFile.START)) {
        throw broken(file, 1, "it is not JSON");
      }
      fields = Map.of();
    }
    if (!(fields.get("clew_tape") instanceof JsonNumber)) {
      throw new TapeException(
          "%s is not a tape of Clew; a tape is made by clew record".formatted(file));
    }
    long format = EntryLine.number(fields, "clew_tape");
    if (format > TapeHeader.FORMAT) {
      Object clew = fields.get("clew");
      throw new TapeException(
          "the tape %s was made by a newer Clew%s (format %d; this one reads %d); use that version, or record the run again"
              .formatted(
                  file,
                  clew instanceof String version && !version.isEmpty() ? " " + version : "",
                  format,
                  TapeHeader.FORMAT));
    }
    try {
      return EntryLine.header(fields);
    } catch (IOException invalid) {
      throw broken(file, 1, invalid.getMessage());
    }
  }

  private static TapeException broken(Path file, int number, @Nullable String reason) {
    return new TapeException(
        "the tape %s is broken in line %d: %s; %s"
            .formatted(
                file,
                number,
                reason,
                number == 1
                    ? "record the run again"
                    : "record the run again, or delete the file from that line on to replay what"
                        + " comes before"));
  }
}
