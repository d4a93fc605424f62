// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.tape.TapeRecorder;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that is recorded as the application reads it. Nothing is read ahead, so that a piece is on
 * the tape only once the application has it.
 */
public final class TapedBody extends FilterInputStream {
  private final TapeRecorder recorder;

  /** Records {@code body}. */
  public TapedBody(InputStream body, TapeRecorder recorder) {
    super(body);
    this.recorder = recorder;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(buffer, offset, length);
    } catch (IOException | RuntimeException | Error thrown) {
      recorder.failed(thrown);
      throw thrown;
    }
    if (count < 0) {
      recorder.complete();
    } else {
      recorder.piece(buffer, offset, count);
    }
    return count;
  }

  /** Reads what is skipped, which is on the tape, too. */
  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.max(0, Math.min(count, 8192))];
    long left = count;
    while (left > 0) {
      int read = read(skipped, 0, (int) Math.min(left, skipped.length));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return Math.max(0, count - left);
  }

  /** Returns false: what is read twice would be on the tape twice. */
  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void mark(int limit) {}

  @Override
  public void reset() throws IOException {
    throw new IOException("mark/reset not supported");
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      recorder.closedEarly(); // no effect if the body was read to its end
    }
  }
}
