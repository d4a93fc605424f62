// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.folder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Refuses folders that someone else controls: another user's, who could read what is written there,
 * and symbolic links, which lead wherever their creator wants.
 *
 * <p>Folders of the superuser are accepted: volumes of containers belong to it, and it can read
 * everything anyway. Nothing above {@code home} is checked.
 *
 * @param home the topmost folder that belongs to Clew
 * @param trusting whether the user vouches for the folders, so that all are accepted
 */
public record FolderGuard(Path home, boolean trusting) {
  private static final int ROOT = 0;
  private static final String REMEDY =
      "; nothing is stored there; choose another folder with clew.home, or set clew.home.trusted=true if"
          + " this is intended";

  /** Returns a guard that accepts a folder only if it belongs to the current user. */
  public static FolderGuard of(Path home) {
    return new FolderGuard(home, false);
  }

  /** A folder that must not be written to; its message is complete and names the remedy. */
  public static final class RefusedFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedFolderException(String reason, String remedy) {
      super(reason + remedy);
      this.reason = reason;
    }

    /** Returns the message without the remedy, which is that for the local store. */
    public String reason() {
      return reason;
    }

    /** A folder that the process may not write to, or that nobody can, as in some containers. */
    public static RefusedFolderException notWritable(Path folder, FileSystemException failure) {
      String reason = failure.getReason() == null ? failure.toString() : failure.getReason();
      return new RefusedFolderException(
          "cannot write to %s: %s".formatted(folder, reason),
          "; set clew.home to a folder that can be written, or clew.exporters to what needs none,"
              + " such as console");
    }
  }

  /**
   * Checks {@code folder} and its parents up to the home, as far as they exist.
   *
   * @throws RefusedFolderException if one of them must not be used
   */
  public void verify(Path folder) throws IOException {
    if (trusting) {
      return;
    }
    if (!folder.equals(home) && folder.startsWith(home)) {
      Path parent = folder.getParent();
      if (parent != null) {
        verify(parent);
      }
    }
    look(folder);
  }

  private static void look(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw new RefusedFolderException(folder + " is a symbolic link", REMEDY);
    }
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return; // everything under a Windows home belongs to the user already
    }
    try {
      Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      Integer self = CurrentUser.ID;
      if (self != null && owner instanceof Integer uid && uid != ROOT && !uid.equals(self)) {
        throw new RefusedFolderException(
            "%s belongs to another user (%s)".formatted(folder, nameOf(folder)), REMEDY);
      }
    } catch (NoSuchFileException notYetThere) {
      // Whoever creates it owns it.
    }
  }

  private static String nameOf(Path folder) throws IOException {
    return Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .owner()
        .getName();
  }
}
