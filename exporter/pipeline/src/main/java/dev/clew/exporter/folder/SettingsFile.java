// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.folder;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a text file named in a setting, on a thread that must not block on a pipe without a writer,
 * a device, or an endless file.
 */
public final class SettingsFile {
  /** The size of the largest file that is read, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  private static final long MAX_NANOS = 2_000_000_000;

  private SettingsFile() {}

  /**
   * Returns the file's text, read as UTF-8.
   *
   * @throws IOException if the file is missing, not a regular file, larger than {@link #MAX_BYTES},
   *     or takes longer than 2 s to read
   */
  public static String read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file");
    }
    long start = System.nanoTime();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      // Only what is available: some files under /proc look regular, and reading them blocks.
      for (int available = in.available(); available > 0; available = in.available()) {
        int read = in.read(buffer, 0, Math.min(available, buffer.length));
        if (read < 0) {
          break;
        }
        content.write(buffer, 0, read);
        if (content.size() > MAX_BYTES) {
          throw new IOException("it is larger than " + (MAX_BYTES >> 20) + " MB");
        }
        if (System.nanoTime() - start > MAX_NANOS) {
          throw new IOException("it takes longer than 2 s to read");
        }
      }
    }
    return content.toString(StandardCharsets.UTF_8);
  }
}
