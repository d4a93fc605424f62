// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads whole lines of a file from an offset on, a piece at a time. What stands after the last line
 * end is left for the next time: it may be torn.
 */
final class LineSplitter {

  static final int MAX_LINE = 64 << 20;
  private static final int PIECE = 1 << 20;

  private final FileChannel channel;
  private long offset;
  private byte[] rest = new byte[0];
  private boolean skipping;

  LineSplitter(FileChannel channel, long offset) {
    this.channel = channel;
    this.offset = offset;
  }

  /** Where the next line begins. */
  long offset() {
    return offset;
  }

  /** How many bytes of a line that has not ended are waiting. */
  int torn() {
    return rest.length;
  }

  /**
   * Reads one piece and hands over its lines, without their ends.
   *
   * @param tooLong called with nothing for a line beyond the limit, which is skipped
   * @return false at the end of the file
   */
  boolean next(Consumer<byte[]> line, Runnable tooLong) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PIECE);
    int read = channel.read(buffer, offset + rest.length);
    if (read <= 0) {
      return false;
    }
    byte[] data = Arrays.copyOf(rest, rest.length + read);
    System.arraycopy(buffer.array(), 0, data, rest.length, read);
    int start = 0;
    for (int i = rest.length; i < data.length; i++) {
      if (data[i] == '\n') {
        int end = i > start && data[i - 1] == '\r' ? i - 1 : i;
        if (skipping) {
          skipping = false;
          tooLong.run();
        } else if (end > start) {
          line.accept(Arrays.copyOfRange(data, start, end));
        }
        start = i + 1;
      }
    }
    offset += start;
    rest = Arrays.copyOfRange(data, start, data.length);
    if (rest.length > MAX_LINE) {
      skipping = true;
      offset += rest.length;
      rest = new byte[0];
    }
    return true;
  }
}
