// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records for other programs on this machine which viewer serves a store, in {@code
 * serving.properties} beside the database: process id, its start in milliseconds since 1970, and
 * port. The agent reads the file before it starts a viewer, and writes it afterwards.
 */
record ServingFile(Path file) {
  private static final int MAX_BYTES = 4096;
  private static final long START_TOLERANCE_MILLIS = 30_000;

  static ServingFile beside(Path database) {
    return new ServingFile(database.resolveSibling("serving.properties"));
  }

  /** Records that this process serves on {@code port}. */
  void write(int port) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    String text = "pid=%d\nstarted=%d\nport=%d\n".formatted(self.pid(), started, port);
    Path next = file.resolveSibling("serving.properties." + self.pid());
    Files.deleteIfExists(next);
    Files.newByteChannel(
            next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())
        .close();
    Files.write(next, text.getBytes(ISO_8859_1));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the address of a viewer that serves the store now, or null. */
  @Nullable String address() {
    Properties known = read();
    long pid = number(known, "pid");
    long started = number(known, "started");
    long port = number(known, "port");
    boolean runs =
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .map(
                process -> process.info().startInstant().map(Instant::toEpochMilli).orElse(started))
            .filter(since -> Math.abs(since - started) < START_TOLERANCE_MILLIS)
            .isPresent();
    return runs && port > 0 ? "http://127.0.0.1:" + port : null;
  }

  /** Deletes the file unless another process has written it since. */
  void delete() throws IOException {
    if (number(read(), "pid") == ProcessHandle.current().pid()) {
      Files.deleteIfExists(file);
    }
  }

  private Properties read() {
    Properties properties = new Properties();
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES) {
        properties.load(new StringReader(Files.readString(file, ISO_8859_1)));
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Properties(); // Damaged; the next viewer writes it again.
    }
    return properties;
  }

  private static long number(Properties properties, String key) {
    try {
      return Long.parseLong(properties.getProperty(key, "0").strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
