// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder on disk: files created here belong to the owner alone, from the moment they exist. */
final class SpoolFolder {
  private static final String UNFINISHED = ".tmp";
  private static final long UNFINISHED_MILLIS = 3_600_000;

  private final PrivateFolder folder;
  private final Path path;

  SpoolFolder(PrivateFolder folder) {
    this.folder = folder;
    this.path = folder.path();
  }

  /** Writes {@code bytes} so that an incomplete file never appears under {@code name}. */
  void write(String name, byte[] bytes) throws IOException {
    folder.create();
    Path unfinished = path.resolve("." + name + UNFINISHED);
    try {
      try (SeekableByteChannel out = folder.createFile(unfinished)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
      }
      Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  /** Returns the batches, the oldest first, and removes what crashed writers left behind. */
  List<SpoolFile> list(long nowMillis) throws IOException {
    List<SpoolFile> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        SpoolFile file = SpoolFile.of(entry);
        if (file != null) {
          files.add(file);
        } else if (entry.toString().endsWith(UNFINISHED)) {
          deleteIfAbandoned(entry, nowMillis);
        }
      }
    } catch (NoSuchFileException e) {
      return files; // nothing has been spooled yet, or the folder was cleaned up
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(Comparator.comparingLong(SpoolFile::epochMillis).thenComparing(SpoolFile::path));
    return files;
  }

  /**
   * Claims the right to send what is in the folder, or returns null if another JVM has it.
   *
   * <p>Uses a lock rather than a renamed file: if its holder crashes, the system releases it.
   */
  @Nullable Claim claim() throws IOException {
    folder.guard().verify(path);
    FileChannel channel;
    try {
      channel = folder.openFile(".lock");
    } catch (NoSuchFileException e) {
      return null; // no folder, nothing to claim
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new Claim(channel);
      }
    } catch (OverlappingFileLockException heldInThisJvm) {
      // treated as held by another JVM
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  private static void deleteIfAbandoned(Path unfinished, long nowMillis) throws IOException {
    try {
      FileTime time = Files.getLastModifiedTime(unfinished, LinkOption.NOFOLLOW_LINKS);
      if (nowMillis - time.toMillis() > UNFINISHED_MILLIS) {
        Files.deleteIfExists(unfinished);
      }
    } catch (NoSuchFileException e) {
      // just renamed by its writer
    }
  }

  /** The right to send, until closed. */
  record Claim(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
