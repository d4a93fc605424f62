// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import dev.clew.viewer.content.Hash;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.SourcePosition;
import dev.clew.viewer.store.StoreException;
import dev.clew.viewer.store.TraceStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the trace files of a folder: several that grow at once, new ones, rotated or deleted
 * ones, and a folder that is created later. The position in each file is stored in the same
 * transaction as the records, so that a crash neither loses nor duplicates anything. Not safe for
 * use by several threads.
 */
public final class FolderTailer {

  private static final int BATCH = 2000;
  private static final int BATCH_BYTES = 16 << 20;
  private static final int FINGERPRINT = 256;

  private final Path folder;
  private final TraceStore store;
  private final IngestCounters counters;
  private final Consumer<String> log;
  private final Clock clock;
  private final Map<Path, Long> unreadSince = new HashMap<>();
  private @Nullable Map<String, SourcePosition> positions;

  /**
   * @param log receives one line for each problem
   */
  public FolderTailer(
      Path folder, TraceStore store, IngestCounters counters, Consumer<String> log, Clock clock) {
    this.folder = folder;
    this.store = store;
    this.counters = counters;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Reads everything new in all files.
   *
   * @param progress called after each batch with the bytes read so far and the total
   * @return how many lines were read
   */
  public long poll(Progress progress) {
    Map<String, SourcePosition> known = positions();
    List<Path> files = files();
    forgetDeleted(known, files);
    long total = 0;
    for (Path file : files) {
      total += unread(file, known);
    }
    report(files, known);
    long lines = 0;
    long done = 0;
    for (Path file : files) {
      long before = unread(file, known);
      if (before > 0) {
        lines += read(file, known, progress, done, total);
        done += before;
      }
    }
    report(files, known);
    return lines;
  }

  public long poll() {
    return poll((done, total) -> {});
  }

  /** Receives the progress of reading. */
  public interface Progress {
    void at(long done, long total);
  }

  private Map<String, SourcePosition> positions() {
    Map<String, SourcePosition> known = positions;
    if (known == null) {
      known = new HashMap<>(store.positions());
      positions = known;
    }
    return known;
  }

  private List<Path> files() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> file.getFileName().toString().endsWith(".jsonl"))
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      String problem = "cannot read the folder " + folder + ": " + e.getMessage();
      counters.problem(problem);
      return List.of();
    }
  }

  private void forgetDeleted(Map<String, SourcePosition> known, List<Path> files) {
    Set<String> gone = new HashSet<>();
    String prefix = folder + folder.getFileSystem().getSeparator();
    for (String source : known.keySet()) {
      if (source.startsWith(prefix)) {
        gone.add(source);
      }
    }
    files.forEach(file -> gone.remove(file.toString()));
    if (!gone.isEmpty()) {
      store.forgetPositions(gone);
      known.keySet().removeAll(gone);
    }
  }

  private static long unread(Path file, Map<String, SourcePosition> known) {
    try {
      SourcePosition position = known.get(file.toString());
      long size = Files.size(file);
      long offset = position == null ? 0 : position.offset();
      return size < offset ? size : size - offset;
    } catch (IOException e) {
      return 0;
    }
  }

  private void report(List<Path> files, Map<String, SourcePosition> known) {
    long bytes = 0;
    long oldest = 0;
    for (Path file : files) {
      long unread = unread(file, known);
      if (unread == 0) {
        unreadSince.remove(file);
      } else {
        long since = unreadSince.computeIfAbsent(file, f -> clock.millis());
        oldest = oldest == 0 ? since : Math.min(oldest, since);
        bytes += unread;
      }
    }
    unreadSince.keySet().retainAll(files);
    counters.behind(bytes, oldest, files.size());
  }

  private long read(
      Path file, Map<String, SourcePosition> known, Progress progress, long done, long total) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      String source = file.toString();
      String fingerprint = fingerprint(channel);
      SourcePosition position = known.get(source);
      long start =
          position == null
                  || position.offset() > channel.size()
                  || !sameFile(position.fingerprint(), fingerprint)
              ? 0
              : position.offset();
      LineSplitter splitter = new LineSplitter(channel, start);
      Source origin = new Source(true, jvm(file));
      List<TraceRecord> records = new ArrayList<>();
      long[] lines = {0};
      long written = start;
      while (splitter.next(
          line -> {
            lines[0]++;
            parse(line, origin, file, records);
          },
          () -> reject(file, "a line longer than " + LineSplitter.MAX_LINE + " bytes"))) {
        if (records.size() >= BATCH || splitter.offset() - written >= BATCH_BYTES) {
          write(records, new SourcePosition(source, splitter.offset(), fingerprint), known);
          written = splitter.offset();
          progress.at(done + written - start, total);
        }
      }
      if (splitter.offset() > written) {
        write(records, new SourcePosition(source, splitter.offset(), fingerprint), known);
      }
      progress.at(done + splitter.offset() - start, total);
      return lines[0];
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      String problem = "cannot read " + file + ": " + e.getMessage();
      counters.problem(problem);
      log.accept(problem);
      return 0;
    }
  }

  private void write(
      List<TraceRecord> records, SourcePosition position, Map<String, SourcePosition> known) {
    try {
      store.write(new Batch(List.copyOf(records), position));
    } catch (StoreException e) {
      // The positions in memory may be ahead of the store now: read them again.
      positions = null;
      counters.problem(String.valueOf(e.getMessage()));
      throw e;
    }
    known.put(position.source(), position);
    counters.spans(
        (int) records.stream().filter(TraceRecord.SpanReceived.class::isInstance).count());
    records.clear();
  }

  private void parse(byte[] line, Source origin, Path file, List<TraceRecord> records) {
    try {
      TraceRecord record = RecordReader.read(line, origin);
      if (record != null) {
        records.add(record);
      }
    } catch (RecordException e) {
      reject(file, e.getMessage());
    }
  }

  private void reject(Path file, @Nullable String why) {
    String problem = file.getFileName() + ": skipped a line: " + why;
    counters.rejectedLine(problem);
    log.accept(problem);
  }

  /** Hex of a hash of the beginning, with its length: the file may have been shorter then. */
  private static String fingerprint(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(FINGERPRINT);
    int length = Math.max(0, channel.read(buffer, 0));
    String beginning = new String(buffer.array(), 0, length, StandardCharsets.ISO_8859_1);
    return length < FINGERPRINT ? "" : Long.toHexString(Hash.of(beginning));
  }

  private static boolean sameFile(String before, String now) {
    return before.isEmpty() || before.equals(now);
  }

  /** {@code <pid>-<start>} of {@code <yyyyMMdd>-<pid>-<start>[-n].jsonl}. */
  static @Nullable String jvm(Path file) {
    String[] parts = file.getFileName().toString().replace(".jsonl", "").split("-");
    boolean ours =
        parts.length >= 3
            && parts[0].matches("\\d{8}")
            && parts[1].matches("\\d+")
            && parts[2].matches("\\d+");
    return ours ? parts[1] + "-" + parts[2] : null;
  }
}
