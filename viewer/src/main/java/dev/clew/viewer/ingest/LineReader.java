// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, without their ends; a long one needs its own length and no more. */
final class LineReader {

  private static final int PIECE = 1 << 16;

  private final InputStream in;
  private final int max;
  private final byte[] piece = new byte[PIECE];
  private int at;
  private int end;
  private boolean tooLong;

  LineReader(InputStream in, int max) {
    this.in = in;
    this.max = max;
  }

  /** Whether the last line read exceeded the limit and was returned empty. */
  boolean wasTooLong() {
    return tooLong;
  }

  /** The next line, or null at the end. */
  byte @Nullable [] next() throws IOException {
    tooLong = false;
    List<byte[]> before = new ArrayList<>(0);
    long length = 0;
    while (true) {
      if (at == end && !fill()) {
        return length == 0 ? null : join(before, (int) length, 0);
      }
      int start = at;
      while (at < end && piece[at] != '\n') {
        at++;
      }
      length += at - start;
      if (length > max) {
        tooLong = true;
        before.clear();
      }
      if (at < end) {
        at++;
        return tooLong ? new byte[0] : join(before, (int) length, start);
      }
      if (!tooLong) {
        before.add(Arrays.copyOfRange(piece, start, at));
      }
    }
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(piece, 0, PIECE));
    return end > 0;
  }

  /** The previous pieces and the current one. */
  private byte[] join(List<byte[]> before, int length, int start) {
    if (tooLong) {
      return new byte[0];
    }
    byte[] line = new byte[length];
    int filled = 0;
    for (byte[] each : before) {
      System.arraycopy(each, 0, line, filled, each.length);
      filled += each.length;
    }
    System.arraycopy(piece, start, line, filled, length - filled);
    return length > 0 && line[length - 1] == '\r' ? Arrays.copyOf(line, length - 1) : line;
  }
}
