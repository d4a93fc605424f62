// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Properties;

/**
 * Reads the file that {@code clew.config} names, in premain, where nothing may keep the application
 * waiting: not a pipe that nobody writes to, not a device, not a file without an end.
 *
 * <p>Without a thread that could be given up, so a file system that hangs as a whole is beyond it;
 * the JVM could not read its own jars from there either.
 */
final class ConfigFile {
  static final int MAX_BYTES = 1 << 20;
  private static final long MAX_NANOS = 2_000_000_000;

  private ConfigFile() {}

  /**
   * Reads properties.
   *
   * @throws IOException with what is wrong with the file
   * @throws IllegalArgumentException if it has a malformed escape sequence
   */
  static Properties read(String path) throws IOException {
    File file = new File(path);
    if (file.exists() && !file.isFile()) {
      throw new IOException("it is no regular file");
    }
    Properties properties = new Properties();
    try (FileInputStream in = new FileInputStream(file)) {
      properties.load(new ByteArrayInputStream(content(in)));
    }
    return properties;
  }

  private static byte[] content(FileInputStream in) throws IOException {
    long start = System.nanoTime();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] piece = new byte[8192];
    // No more than is available, because some files of /proc look regular, and reading them waits.
    for (int available = in.available(); available > 0; available = in.available()) {
      int read = in.read(piece, 0, Math.min(available, piece.length));
      if (read < 0) {
        break;
      }
      content.write(piece, 0, read);
      if (content.size() > MAX_BYTES) {
        throw new IOException("it is larger than " + MAX_BYTES + " bytes");
      }
      if (System.nanoTime() - start > MAX_NANOS) {
        throw new IOException("it takes longer than 2 s to read");
      }
    }
    return content.toByteArray();
  }
}
