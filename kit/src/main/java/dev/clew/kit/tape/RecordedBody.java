// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.tape.TapeRecorder;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose bytes are recorded as the application reads them: never sooner, never more. */
public final class RecordedBody extends FilterInputStream {
  private final TapeRecorder recorder;

  public RecordedBody(InputStream body, TapeRecorder recorder) {
    super(body);
    this.recorder = recorder;
  }

  @Override
  public int read() throws IOException {
    int next;
    try {
      next = in.read();
    } catch (Throwable thrown) {
      recorder.failed(thrown);
      throw thrown;
    }
    if (next < 0) {
      recorder.complete();
    } else {
      recorder.piece(new byte[] {(byte) next}, 0, 1);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(buffer, offset, length);
    } catch (Throwable thrown) {
      recorder.failed(thrown);
      throw thrown;
    }
    if (count < 0) {
      recorder.complete();
    } else if (count > 0) {
      recorder.piece(buffer, offset, count);
    }
    return count;
  }

  /** Reads instead, because what is skipped has to be recorded. */
  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.max(0, Math.min(count, 8_192))];
    return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
  }

  /** Going back would record bytes twice. */
  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public synchronized void mark(int limit) {}

  @Override
  public synchronized void reset() throws IOException {
    throw new IOException("mark/reset not supported");
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      recorder.closedEarly(); // no effect if the end was read
    }
  }
}
