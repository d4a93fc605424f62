// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file, read in blocks: tapes are large, and the JVM that replays them is cold. */
final class TapeLines {
  private static final int MAX_LINE = 256 << 20;

  private final Path file;
  private final InputStream in;
  private final byte[] block = new byte[1 << 16];
  private int position;
  private int limit;

  TapeLines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Returns the next line without its end, or null at the end of the file. */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream started = null;
    while (position < limit || fill()) {
      int end = position;
      while (end < limit && block[end] != '\n') {
        end++;
      }
      if (end < limit && started == null) {
        String whole = new String(block, position, end - position, StandardCharsets.UTF_8);
        position = end + 1;
        return whole;
      }
      started = started == null ? new ByteArrayOutputStream(2 * block.length) : started;
      if (started.size() + end - position > MAX_LINE) {
        throw new TapeException("the tape %s has a line of more than 256 MB".formatted(file));
      }
      started.write(block, position, end - position);
      position = Math.min(limit, end + 1);
      if (end < limit) {
        break;
      }
    }
    return started == null ? null : started.toString(StandardCharsets.UTF_8);
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(block));
    return limit > 0;
  }
}
