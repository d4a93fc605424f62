// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.folder.FolderGuard.RefusedFolderException;
import dev.clew.exporter.folder.PrivateFolder;
import dev.clew.exporter.json.JsonLines;
import dev.clew.exporter.json.JvmRecord;
import dev.clew.exporter.live.LiveRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the local store as lines of JSON.
 *
 * <p>Each JVM has its own files, so writers need no coordination. Lines are encoded one by one into
 * memory and written together; a line that cannot be encoded is dropped without affecting the
 * others. The format is described in {@code docs/trace-format.md}.
 *
 * <p>Open spans and JVM figures come from another Clew thread, between two batches.
 */
public final class FileExporter implements SpanExporter, LiveRecords {
  /** Limits the memory for encoded lines; only a single longer line may exceed it. */
  private static final int MAX_BUFFERED = 1 << 20;

  private static final String REMEDY = "free some space, or choose another folder with clew.home";

  private final Path directory;
  private final TraceFileWriter writer;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable JsonLines lines;
  private LineBuffer buffer = new LineBuffer();
  private volatile boolean closed;

  /** Creates an exporter for this JVM; opens nothing before the first batch. */
  public FileExporter(FileSettings settings) {
    this(settings, ProcessHandle.current().pid(), startOfThisProcess());
  }

  /** Creates an exporter that names its files after {@code pid} and {@code started}. */
  public FileExporter(FileSettings settings, long pid, Instant started) {
    this(settings, new TraceFileName(pid, started), InstantSource.system(), null);
  }

  FileExporter(
      FileSettings settings,
      TraceFileName name,
      InstantSource clock,
      TraceFileWriter.@Nullable Opener opener) {
    this.directory = settings.directory();
    this.writer = new TraceFileWriter(settings, name, clock, opener);
  }

  @Override
  public String name() {
    return "file";
  }

  /** Returns the file last written to, or null before the first batch. */
  public @Nullable Path currentFile() {
    return writer.current();
  }

  @Override
  public void export(List<ExportRecord> batch) throws IOException {
    lock.lock();
    try {
      append(batch);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends lines about spans that have not ended, between two batches. Returns false, and writes
   * nothing, while a batch is being written; after an exception some lines may have been written.
   */
  @Override
  public boolean openSpans(List<SpanRecord> spans) throws IOException {
    return between(
        out -> {
          for (SpanRecord span : spans) {
            lines().writeOpen(span, out);
          }
        });
  }

  /** Appends a line about this JVM, as {@link #openSpans} does. */
  @Override
  public boolean jvm(JvmRecord jvm) throws IOException {
    return between(out -> lines().write(jvm, out));
  }

  private interface Encoding {
    void to(OutputStream out) throws IOException;
  }

  private boolean between(Encoding encoding) throws IOException {
    if (closed || !lock.tryLock()) {
      return false;
    }
    try {
      encoding.to(buffer);
      ByteBuffer content = buffer.content();
      if (!closed && content.hasRemaining()) {
        writer.write(content);
      }
      return true;
    } finally {
      buffer.reset();
      lock.unlock();
    }
  }

  private void append(List<ExportRecord> batch) throws ExportException {
    Losses losses = new Losses();
    List<ExportRecord> encoded = new ArrayList<>(batch.size());
    for (ExportRecord each : batch) {
      int before = buffer.size();
      try {
        lines().write(each, buffer);
        encoded.add(each);
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        buffer.truncate(before);
        losses.add(List.of(each), e);
      }
      if (buffer.size() >= MAX_BUFFERED) {
        write(encoded, losses);
      }
    }
    write(encoded, losses);
    losses.throwIfAny();
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true; // the remaining lines about open spans would start a new file
      writer.close();
    } finally {
      lock.unlock();
    }
  }

  /** Created with the first record, so that the starting thread does not load the JSON library. */
  private JsonLines lines() {
    JsonLines made = lines;
    if (made == null) {
      made = new JsonLines();
      lines = made;
    }
    return made;
  }

  private void write(List<ExportRecord> encoded, Losses losses) {
    ByteBuffer content = buffer.content();
    try {
      if (content.hasRemaining()) {
        writer.write(content);
      }
    } catch (IOException | RuntimeException e) {
      losses.add(encoded.subList(lines(content), encoded.size()), e);
    } finally {
      encoded.clear();
      if (buffer.size() > MAX_BUFFERED) {
        buffer = new LineBuffer(); // release the memory of a single giant line
      } else {
        buffer.reset();
      }
    }
  }

  /** Counts the lines before the current position. */
  private static int lines(ByteBuffer content) {
    int lines = 0;
    for (int i = 0; i < content.position(); i++) {
      lines += content.get(i) == '\n' ? 1 : 0;
    }
    return lines;
  }

  private static Instant startOfThisProcess() {
    return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  }

  private String describe(Throwable failure) {
    if (failure instanceof RefusedFolderException refused) {
      return String.valueOf(refused.getMessage());
    }
    if (!(failure instanceof FileSystemException refused)) {
      return failure instanceof IOException
          ? "cannot write to " + directory + ": " + failure.getMessage() + "; " + REMEDY
          : failure.toString();
    }
    if (!new PrivateFolder(directory).isWritable()) {
      return String.valueOf(RefusedFolderException.notWritable(directory, refused).getMessage());
    }
    String reason = refused.getReason() == null ? failure.toString() : refused.getReason();
    return "cannot write to %s: %s; %s".formatted(refused.getFile(), reason, REMEDY);
  }

  /** The undelivered part of a batch, and the reason. */
  private final class Losses {
    private int spans;
    private int traces;
    private @Nullable Throwable first;

    void add(List<ExportRecord> lost, Throwable cause) {
      first = first == null ? cause : first;
      for (ExportRecord each : lost) {
        if (each instanceof SpanRecord) {
          spans++;
        } else {
          traces++;
        }
      }
    }

    void throwIfAny() throws ExportException {
      if (first != null) {
        throw ExportException.partial(describe(first), first, spans, traces);
      }
    }
  }
}
