// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Appends whole lines to this JVM's current file and starts the next file when needed.
 *
 * <p>If a write fails half-way, the incomplete line is removed, so that the file always ends with a
 * line end; if that fails too, the file is left with an incomplete last line and never continued.
 * Complete lines stay, since a reader that follows the file may already have read them.
 */
final class TraceFileWriter {
  private static final int MAX_NAME_ATTEMPTS = 10_000;

  private final FileSettings settings;
  private final PrivateFolder directory;
  private final Retention retention;
  private final TraceFileName name;
  private final InstantSource clock;
  private final Opener opener;
  private @Nullable SeekableByteChannel channel;
  private volatile @Nullable Path current;
  private long written;
  private int sequence;

  TraceFileWriter(
      FileSettings settings, TraceFileName name, InstantSource clock, @Nullable Opener opener) {
    this.settings = settings;
    this.directory = new PrivateFolder(settings.directory(), settings.guard());
    this.retention = new Retention(settings);
    this.name = name;
    this.clock = clock;
    this.opener = opener == null ? directory::createFile : opener;
  }

  /** Returns the file last written to, or null before the first. */
  @Nullable Path current() {
    return current;
  }

  /**
   * Writes {@code lines}; after an exception their position is behind the last complete line
   * written.
   */
  void write(ByteBuffer lines) throws IOException {
    int start = lines.position();
    SeekableByteChannel out = open(lines.remaining());
    try {
      while (lines.hasRemaining()) {
        out.write(lines);
      }
      written += lines.position() - start;
    } catch (IOException e) {
      backToLineEnd(lines, start);
      written += lines.position() - start;
      takeBack(out, e);
      throw e;
    }
  }

  private static void backToLineEnd(ByteBuffer lines, int start) {
    int end = lines.position();
    while (end > start && lines.get(end - 1) != '\n') {
      end--;
    }
    lines.position(end);
  }

  void close() throws IOException {
    SeekableByteChannel out = channel;
    channel = null;
    if (out != null) {
      out.close();
    }
  }

  private void takeBack(SeekableByteChannel out, IOException failure) {
    try {
      out.truncate(written);
      out.position(written);
    } catch (IOException e) {
      failure.addSuppressed(e);
      abandon(failure);
    }
  }

  private void abandon(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private SeekableByteChannel open(long wanted) throws IOException {
    SeekableByteChannel out = channel;
    if (out != null && out.isOpen() && !isGone() && !isFull(wanted)) {
      return out;
    }
    close();
    directory.create();
    out = create();
    channel = out;
    written = 0;
    applyRetention();
    return out;
  }

  /** On POSIX a deleted file can still be written to, but nobody would ever read it. */
  private boolean isGone() {
    Path file = current;
    return file == null || Files.notExists(file);
  }

  private boolean isFull(long wanted) {
    return written > 0 && written + wanted > settings.maxFileBytes();
  }

  private SeekableByteChannel create() throws IOException {
    for (int attempt = 0; attempt < MAX_NAME_ATTEMPTS; attempt++) {
      Path file = directory.path().resolve(name.of(clock.instant(), sequence++));
      try {
        SeekableByteChannel created = opener.open(file);
        FileInUse.mark(created);
        current = file;
        return created;
      } catch (FileAlreadyExistsException e) {
        // our own file that is full, or one of a container with the same pid and start time
      }
    }
    throw new IOException("no free file name in " + directory.path());
  }

  private void applyRetention() {
    Path file = current;
    try {
      if (file != null) {
        retention.apply(file, clock.instant());
      }
    } catch (IOException | RuntimeException e) {
      // Old files that remain do not affect the new one; the next file tries again.
    }
  }

  /** Creates a file that must not exist yet; replaced by tests of full disks. */
  interface Opener {
    SeekableByteChannel open(Path file) throws IOException;
  }
}
