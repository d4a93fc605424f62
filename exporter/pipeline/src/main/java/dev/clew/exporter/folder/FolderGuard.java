// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Refuses folders that somebody else decides about: another user's, who could read what is written
 * there, and symbolic links, which lead wherever their maker wants.
 *
 * <p>Folders of the superuser pass: volumes of containers belong to it, and it can read everything
 * anyway. Above {@code home} nothing is looked at.
 *
 * @param home the topmost folder that is Clew's own
 * @param trusting whether the user vouches for the folders, so that all are taken
 */
public record FolderGuard(Path home, boolean trusting) {
  private static final int ROOT = 0;
  private static final String REMEDY =
      "; nothing is stored there; choose another folder with clew.home, or set clew.home.trusted=true if"
          + " this is intended";

  /** Returns a guard that takes a folder only if it is really this user's. */
  public static FolderGuard of(Path home) {
    return new FolderGuard(home, false);
  }

  /** A folder that is not written to; its message is complete and names the remedy. */
  public static final class RefusedFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedFolderException(String message) {
      super(message);
    }
  }

  /**
   * Looks at {@code folder} and what lies between it and the home, as far as it exists.
   *
   * @throws RefusedFolderException if one of them is not to be used
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
      throw new RefusedFolderException(folder + " is a symbolic link" + REMEDY);
    }
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return; // what is under a Windows home is the user's own already
    }
    try {
      Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      Integer self = CurrentUser.ID;
      if (self != null && owner instanceof Integer uid && uid != ROOT && !uid.equals(self)) {
        throw new RefusedFolderException(
            "%s belongs to another user (%s)%s".formatted(folder, nameOf(folder), REMEDY));
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
