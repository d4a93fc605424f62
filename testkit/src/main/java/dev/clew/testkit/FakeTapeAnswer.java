// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.tape.TapeAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeTape} answers: without any wait, and the very exception that was recorded. */
final class FakeTapeAnswer implements TapeAnswer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final List<byte[]> pieces;
  private final byte[] bytes;
  private final @Nullable Throwable failure;

  private FakeTapeAnswer(
      int status,
      Map<String, List<String>> headers,
      List<byte[]> pieces,
      byte[] bytes,
      @Nullable Throwable failure) {
    this.status = status;
    this.headers = headers;
    this.pieces = pieces;
    this.bytes = bytes;
    this.failure = failure;
  }

  FakeTapeAnswer(FakeTapeCall call) {
    this(call.status(), call.headers(), call.pieces(), call.bytes(), call.failure());
  }

  static FakeTapeAnswer failing(Throwable failure) {
    return new FakeTapeAnswer(0, Map.of(), List.of(), new byte[0], failure);
  }

  @Override
  public void await() {}

  @Override
  public int status() {
    return status;
  }

  @Override
  public Map<String, List<String>> headers() {
    return headers;
  }

  @Override
  public InputStream body() {
    return new Pieces();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String text() {
    return FakeTape.text(bytes);
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  private final class Pieces extends InputStream {
    private int piece;
    private int position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (piece == pieces.size()) {
        if (failure != null) {
          throw failure instanceof IOException thrown ? thrown : new IOException(failure);
        }
        return -1;
      }
      byte[] from = pieces.get(piece);
      int count = Math.min(length, from.length - position);
      System.arraycopy(from, position, into, offset, count);
      position += count;
      if (position == from.length) {
        piece++;
        position = 0;
      }
      return count;
    }
  }
}
