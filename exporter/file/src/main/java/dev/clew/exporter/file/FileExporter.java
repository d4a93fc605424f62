// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.folder.FolderGuard.RefusedFolderException;
import dev.clew.exporter.json.JsonLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the local store as lines of JSON.
 *
 * <p>Each JVM has files of its own, so writers need no agreement. Lines are encoded one by one into
 * memory and written together; one that cannot be encoded costs only itself. The format is
 * described in {@code docs/trace-format.md}.
 */
public final class FileExporter implements SpanExporter {
  /** Bounds the memory for encoded lines; a single longer line passes it. */
  private static final int MAX_BUFFERED = 1 << 20;

  private static final String REMEDY = "free some space, or choose another folder with clew.home";

  private final Path directory;
  private final TraceFileWriter writer;
  private @Nullable JsonLines lines;
  private LineBuffer buffer = new LineBuffer();

  /** Creates an exporter for this JVM; nothing is opened before the first batch. */
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

  /** Returns the file that was last written to, or null before the first batch. */
  public @Nullable Path currentFile() {
    return writer.current();
  }

  @Override
  public void export(List<ExportRecord> batch) throws IOException {
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
    writer.close();
  }

  /** Made with the first record: to load the JSON library is not the business of whoever starts. */
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
        buffer = new LineBuffer(); // does not keep the room of the one giant line
      } else {
        buffer.reset();
      }
    }
  }

  /** Counts the lines before the position. */
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
    String reason = refused.getReason() == null ? failure.toString() : refused.getReason();
    return "cannot write to %s: %s; %s".formatted(refused.getFile(), reason, REMEDY);
  }

  /** What of a batch could not be delivered, and why. */
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
