// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.play;

import dev.clew.tape.format.TapeBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A body as it came from the network: in pieces, each at its time, possibly breaking off. */
final class PacedBody extends InputStream {
  private final TapeBody body;
  private final Pace pace;
  private final long startNanos;
  private final @Nullable Throwable failure;
  private int position;
  private int piece;
  private boolean closed;

  PacedBody(TapeBody body, Pace pace, long startNanos, @Nullable Throwable failure) {
    this.body = body;
    this.pace = pace;
    this.startNanos = startNanos;
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (closed) {
      throw new IOException("closed");
    }
    if (length == 0) {
      return 0;
    }
    while (piece < body.pieces() && position >= body.end(piece)) {
      piece++;
    }
    if (piece >= body.pieces()) {
      if (failure instanceof IOException thrown) {
        throw thrown;
      }
      if (failure != null) {
        throw new IOException(failure);
      }
      return -1;
    }
    try {
      pace.await(startNanos, body.millis(piece));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    int count = Math.min(length, body.end(piece) - position);
    System.arraycopy(body.bytes(), position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return pace.isFull() && !closed && piece < body.pieces()
        ? Math.max(0, body.end(piece) - position)
        : 0;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
