// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.clew.exporter.folder.FolderGuard;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The directory of the trace files.
 *
 * <p>What it creates belongs to the owner alone, from the moment it exists. A directory that was
 * there before is left as it is; the files in it are still closed to others.
 */
final class TraceDirectory {
  private final Path path;
  private final FolderGuard guard;

  TraceDirectory(Path path) {
    this(path, FolderGuard.of(path));
  }

  TraceDirectory(Path path, FolderGuard guard) {
    this.path = path;
    this.guard = guard;
  }

  Path path() {
    return path;
  }

  void create() throws IOException {
    guard.verify(path);
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, owner("rwx------"));
    }
  }

  /** Creates {@code file}, which must not exist, for writing. */
  SeekableByteChannel createFile(Path file) throws IOException {
    return Files.newByteChannel(
        file, Set.of(CREATE_NEW, WRITE, LinkOption.NOFOLLOW_LINKS), owner("rw-------"));
  }

  private FileAttribute<?>[] owner(String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0]; // what is under a Windows home is the user's own already
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
