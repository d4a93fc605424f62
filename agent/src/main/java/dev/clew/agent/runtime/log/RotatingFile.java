// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.log;

import dev.clew.exporter.folder.FolderGuard;
import dev.clew.exporter.folder.PrivateFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is continued until it is full, then renamed to {@code .1}, as its predecessors are to
 * {@code .2} and so on. Only the owner can read it. For one thread.
 *
 * <p>Only one JVM writes to a file: another one that has the same setting adds its process id to
 * the name, because neither could rename the file while the other has it open.
 */
final class RotatingFile implements Closeable {
  /** Beyond the end, because on Windows nobody could read a byte that is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final long maxBytes;
  private final int maxFiles;
  private final boolean trusting;
  private final PrivateFolder folder;
  private Path path;
  private @Nullable FileChannel channel;

  /**
   * Creates a file that is opened when something is written.
   *
   * @param path absolute
   * @param maxFiles the number of files, at least 1
   * @param trusting whether folder and file may belong to somebody else, or be links
   */
  RotatingFile(Path path, long maxBytes, int maxFiles, boolean trusting) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
    this.trusting = trusting;
    Path parent = path.getParent();
    Path of = parent == null ? path : parent;
    this.folder = new PrivateFolder(of, new FolderGuard(of, trusting));
  }

  /** Returns the file that is written to. */
  Path path() {
    return path;
  }

  /** Appends whole lines; after an exception none of them is in the file. */
  void append(byte[] lines) throws IOException {
    FileChannel out = open();
    if (out.size() > 0 && out.size() + lines.length > maxBytes) {
      close();
      rotate();
      out = open();
    }
    long before = out.size();
    try {
      ByteBuffer rest = ByteBuffer.wrap(lines);
      out.position(before);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    } catch (IOException e) {
      takeBack(out, before, e);
      throw e;
    }
  }

  private void takeBack(FileChannel out, long size, IOException failure) {
    try {
      out.truncate(size);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private FileChannel open() throws IOException {
    FileChannel present = channel;
    if (present != null && present.isOpen() && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return present; // a file that was deleted or renamed can still be written to, but for nobody
    }
    close();
    folder.create();
    FileChannel opened = openAndLock();
    if (opened == null) {
      path = ofThisProcess(path);
      opened = openAndLock();
    }
    if (opened == null) {
      throw new IOException("another JVM writes to it");
    }
    channel = opened;
    return opened;
  }

  /** Returns null if another JVM writes to the file. */
  private @Nullable FileChannel openAndLock() throws IOException {
    new FolderGuard(path, trusting).verify(path); // the folder may be open to everybody, like /tmp
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IOException("it is not a regular file");
    }
    FileChannel opened = folder.openFile(String.valueOf(path.getFileName()));
    try {
      if (opened.tryLock(LOCKED_BYTE, 1, false) == null) {
        opened.close();
        return null;
      }
    } catch (OverlappingFileLockException e) {
      opened.close();
      return null;
    } catch (IOException | RuntimeException e) {
      // A file system without locks: then two JVMs may mix their lines.
    }
    return opened;
  }

  private static Path ofThisProcess(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    String pid = "-" + ProcessHandle.current().pid();
    return path.resolveSibling(
        dot <= 0 ? name + pid : name.substring(0, dot) + pid + name.substring(dot));
  }

  private void rotate() throws IOException {
    for (int i = maxFiles - 1; i >= 1; i--) {
      Path from = numbered(i - 1);
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.deleteIfExists(path); // there is to be one file only
  }

  private Path numbered(int number) {
    return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
