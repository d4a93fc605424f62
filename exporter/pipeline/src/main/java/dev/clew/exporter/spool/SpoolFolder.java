// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.clew.exporter.folder.FolderGuard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder on disk: what it creates belongs to the owner alone, from the moment it exists. */
final class SpoolFolder {
  private static final String UNFINISHED = ".tmp";
  private static final long UNFINISHED_MILLIS = 3_600_000;

  private final Path path;
  private final FolderGuard guard;

  SpoolFolder(Path path) {
    this(path, FolderGuard.of(path));
  }

  SpoolFolder(Path path, FolderGuard guard) {
    this.path = path;
    this.guard = guard;
  }

  /** Writes {@code bytes} so that nobody ever sees a part of them under {@code name}. */
  void write(String name, byte[] bytes) throws IOException {
    guard.verify(path);
    Files.createDirectories(path, owner("rwx------"));
    Path unfinished = path.resolve("." + name + UNFINISHED);
    try {
      try (FileChannel out =
          FileChannel.open(
              unfinished,
              Set.of(CREATE_NEW, WRITE, LinkOption.NOFOLLOW_LINKS),
              owner("rw-------"))) {
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
      return files; // nothing was spooled yet, or somebody cleaned up
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(Comparator.comparingLong(SpoolFile::epochMillis).thenComparing(SpoolFile::path));
    return files;
  }

  /**
   * Claims the right to send what is in the folder, or returns null if somebody else has it.
   *
   * <p>A lock and not a renamed file: when its holder crashes, the system gives it back.
   */
  @Nullable Claim claim() throws IOException {
    guard.verify(path);
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              path.resolve(".lock"),
              Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS),
              owner("rw-------"));
    } catch (NoSuchFileException e) {
      return null; // no folder, nothing to claim
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new Claim(channel);
      }
    } catch (OverlappingFileLockException heldInThisJvm) {
      // as good as held by another
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

  private FileAttribute<?>[] owner(String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  /** The right to send, until closed. */
  record Claim(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
