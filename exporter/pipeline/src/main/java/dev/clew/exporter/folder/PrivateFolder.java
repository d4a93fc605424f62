// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.folder;

import static java.nio.file.StandardOpenOption.WRITE;

import dev.clew.exporter.folder.FolderGuard.RefusedFolderException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder in which new files belong to the owner alone, from the moment they exist.
 *
 * <p>An existing folder is left as it is; new files in it are still inaccessible to others.
 *
 * @param guard checks the folder before it is used
 */
public record PrivateFolder(Path path, FolderGuard guard) {
  /** Creates a folder object that requires the current user's ownership. */
  public PrivateFolder(Path path) {
    this(path, FolderGuard.of(path));
  }

  /**
   * Creates the folder if it is missing.
   *
   * @throws RefusedFolderException if it must not, or cannot, be created
   */
  public void create() throws IOException {
    guard.verify(path);
    if (Files.isDirectory(path)) {
      return;
    }
    try {
      Files.createDirectories(path, owner("rwx------"));
    } catch (FileSystemException failure) {
      if (isWritable()) {
        throw failure; // the disk may be full
      }
      throw RefusedFolderException.notWritable(path, failure);
    }
  }

  /** Returns whether files can be created in the folder or, while it is missing, above it. */
  public boolean isWritable() {
    Path existing = path.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isWritable(existing);
  }

  /** Creates {@code file}, which must not exist, for writing. */
  public SeekableByteChannel createFile(Path file) throws IOException {
    return Files.newByteChannel(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, WRITE, LinkOption.NOFOLLOW_LINKS),
        owner("rw-------"));
  }

  /** Opens the file {@code name} of the folder for writing, creating it if it is missing. */
  public FileChannel openFile(String name) throws IOException {
    return FileChannel.open(
        path.resolve(name),
        Set.of(StandardOpenOption.CREATE, WRITE, LinkOption.NOFOLLOW_LINKS),
        owner("rw-------"));
  }

  private FileAttribute<?>[] owner(String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0]; // everything under a Windows home belongs to the user already
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
