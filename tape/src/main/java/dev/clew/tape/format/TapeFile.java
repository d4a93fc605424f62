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
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a recording: readable by its owner alone from the moment it exists, never behind a
 * symbolic link, and locked while it is written.
 */
public final class TapeFile implements Closeable {
  private static final String START = "{\"clew_tape\":";

  private final FileChannel channel;

  private TapeFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the file. An earlier tape is replaced; anything else that is there stays.
   *
   * @throws TapeException if the file cannot be created
   */
  public static TapeFile create(Path file) throws TapeException {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        removeEarlier(file);
      }
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              ownerOnly(file));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw busy(file);
      }
      return new TapeFile(channel);
    } catch (TapeException known) {
      throw known;
    } catch (FileAlreadyExistsException another) {
      throw busy(file);
    } catch (IOException failure) {
      throw new TapeException("the tape %s cannot be created (%s)".formatted(file, failure));
    }
  }

  private static void removeEarlier(Path file) throws IOException {
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
    try (FileChannel earlier =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = lock(earlier)) {
      if (lock == null) {
        throw busy(file);
      }
      Files.delete(file);
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
    return new TapeException("the tape %s is being written by another process".formatted(file));
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
