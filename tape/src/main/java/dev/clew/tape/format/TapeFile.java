// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file of a recording: readable by its owner alone from the moment it exists, never behind a
 * symbolic link, and locked while it is written.
 */
public final class TapeFile implements Closeable {
  static final String START = "{\"clew_tape\":";

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final FileChannel channel;

  private TapeFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the file. An earlier tape is replaced; anything else that is there stays.
   *
   * <p>It is made and locked under another name and then moved: between making and locking it,
   * another process could otherwise take it for an earlier tape. An earlier tape stays, too, if
   * there is no room for a new one.
   *
   * @throws TapeException if the file cannot be created
   */
  public static TapeFile create(Path file, TapeHeader header) throws TapeException {
    Path made = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      FileChannel channel = FileChannel.open(made, NEW, ownerOnly(file));
      try {
        if (lock(channel) == null) {
          throw busy(file);
        }
        TapeFile tape = new TapeFile(channel);
        tape.line(EntryLine.of(header));
        place(made, file);
        return tape;
      } catch (IOException | RuntimeException failure) {
        channel.close();
        Files.deleteIfExists(made);
        throw failure;
      }
    } catch (TapeException known) {
      throw known;
    } catch (IOException failure) {
      throw new TapeException("the tape %s cannot be created (%s)".formatted(file, failure));
    }
  }

  private static void place(Path made, Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createFile(file, ownerOnly(file)); // whoever locks this one may replace it
      } catch (FileAlreadyExistsException another) {
        // It has the same chance.
      }
    }
    requireTape(file);
    Object before = identity(file);
    try (FileChannel earlier =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = lock(earlier)) {
      if (lock == null || !Objects.equals(before, identity(file))) {
        throw busy(file);
      }
      if (before != null) {
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    if (before == null) { // Windows, where an open file cannot be replaced
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private static void requireTape(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new TapeException(
          "the tape %s cannot be created: there is a link or something else that is no file"
              .formatted(file));
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      String start = new String(in.readNBytes(START.length()), StandardCharsets.UTF_8);
      if (!start.isEmpty() && !start.equals(START)) {
        throw new TapeException(
            "the tape %s cannot be created: there is a file that is no tape".formatted(file));
      }
    }
  }

  /** Returns whether somebody writes the tape at this moment. */
  static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException ownedByThisJvm) {
      return true;
    } catch (IOException cannotBeLocked) {
      return false;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ownedByThisJvm) {
      return null;
    }
  }

  private static TapeException busy(Path file) {
    return new TapeException(
        "the tape %s is being recorded by another process; let each record to a file of its own, for example run-%%p.tape, where %%p is the id of the process"
            .formatted(file));
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  /** Writes a line. */
  public void line(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        throw new IOException("nothing could be written");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
