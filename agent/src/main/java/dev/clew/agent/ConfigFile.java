// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Properties;

/**
 * Reads the file named by {@code clew.config} in premain, where nothing may block the application:
 * not a pipe without a writer, not a device, not an endless file.
 *
 * <p>Uses no extra thread that could be abandoned, so it cannot protect against a file system that
 * hangs; the JVM could not read its own jars from it either.
 */
final class ConfigFile {
  static final int MAX_BYTES = 1 << 20;
  private static final long MAX_NANOS = 2_000_000_000;

  private ConfigFile() {}

  /**
   * Reads the properties.
   *
   * @throws IOException if the file cannot be used; the message says why
   * @throws IllegalArgumentException if it has a malformed escape sequence
   */
  static Properties read(String path) throws IOException {
    File file = new File(path);
    if (file.exists() && !file.isFile()) {
      throw new IOException("it is not a regular file");
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
    byte[] buffer = new byte[8192];
    // Read only available bytes: some files in /proc look regular but block when read.
    for (int available = in.available(); available > 0; available = in.available()) {
      int read = in.read(buffer, 0, Math.min(available, buffer.length));
      if (read < 0) {
        break;
      }
      content.write(buffer, 0, read);
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
