// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Marks a file as being written, for as long as its channel is open and its JVM is alive.
 *
 * <p>It locks a byte beyond the end of the file, because on Windows nobody could read a locked
 * byte. A process id would not work: containers that share a directory do not see each other's
 * processes.
 */
final class FileInUse {
  private static final long BYTE = Long.MAX_VALUE - 1;

  private FileInUse() {}

  /** Marks the file of {@code channel}; without effect on a file system that has no locks. */
  static void mark(SeekableByteChannel channel) {
    if (channel instanceof FileChannel file) {
      try {
        file.tryLock(BYTE, 1, false);
      } catch (IOException | RuntimeException e) {
        // Retention then relies on the time of the last change alone.
      }
    }
  }

  /** Returns whether any JVM, including this one, has marked {@code file}. */
  static boolean isMarked(Path file) {
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (!(channel instanceof FileChannel opened)) {
        return false;
      }
      try (FileLock lock = opened.tryLock(BYTE, 1, false)) {
        return lock == null;
      }
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
