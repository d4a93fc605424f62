// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads whole lines of a file from an offset on, one piece at a time. Anything after the last line
 * end is left for the next time, as it may be incomplete.
 */
final class LineSplitter {

  static final int MAX_LINE = 64 << 20;
  private static final int PIECE = 1 << 20;

  private final FileChannel channel;
  private final byte[] piece = new byte[PIECE];
  private long offset;

  LineSplitter(FileChannel channel, long offset) {
    this.channel = channel;
    this.offset = offset;
  }

  /** Where the next line starts. */
  long offset() {
    return offset;
  }

  /**
   * Reads one piece, or a line longer than that, and passes on its lines, without their ends.
   *
   * @param tooLong called for a line beyond the limit, which is skipped
   * @return false if there are no more whole lines
   */
  boolean next(Consumer<byte[]> line, Runnable tooLong) throws IOException {
    int read = read(offset);
    int start = 0;
    for (int i = 0; i < read; i++) {
      if (piece[i] == '\n') {
        hand(Arrays.copyOfRange(piece, start, i), line);
        start = i + 1;
      }
    }
    offset += start;
    if (start > 0) {
      return true;
    }
    return read == PIECE && longLine(line, tooLong);
  }

  /** Looks for the end first: a buffer that grows would need three times the memory. */
  private boolean longLine(Consumer<byte[]> line, Runnable tooLong) throws IOException {
    long end = offset + PIECE;
    while (true) {
      int read = read(end);
      if (read <= 0) {
        if (end - offset > MAX_LINE) {
          // The remainder will not be JSON, and be skipped as well.
          tooLong.run();
          offset = end;
        }
        return false;
      }
      for (int i = 0; i < read; i++) {
        if (piece[i] == '\n') {
          long length = end + i - offset;
          if (length > MAX_LINE) {
            tooLong.run();
          } else {
            hand(read(offset, (int) length), line);
          }
          offset = end + i + 1;
          return true;
        }
      }
      end += read;
    }
  }

  private static void hand(byte[] text, Consumer<byte[]> line) {
    int end = text.length > 0 && text[text.length - 1] == '\r' ? text.length - 1 : text.length;
    if (end > 0) {
      line.accept(end == text.length ? text : Arrays.copyOf(text, end));
    }
  }

  private int read(long from) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(piece);
    long at = from;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read <= 0) {
        break;
      }
      at += read;
    }
    return buffer.position();
  }

  private byte[] read(long from, int length) throws IOException {
    byte[] text = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(text);
    for (long at = from; buffer.hasRemaining(); ) {
      // In pieces: the JDK copies what it is asked for into memory of its own.
      buffer.limit(Math.min(length, buffer.position() + PIECE));
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      at += read;
      buffer.limit(length);
    }
    return text;
  }
}
