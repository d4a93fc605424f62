// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, and the pieces in which they came. */
public final class TapeBody {
  /** No bytes. */
  public static final TapeBody EMPTY = new TapeBody(new byte[0], new int[0], new int[0]);

  private final byte[] bytes;
  private final int[] millis;
  private final int[] ends;

  /**
   * Creates a body.
   *
   * @param millis when each piece came, counted from the head; no pieces if it came at once
   * @param ends where each piece ends, ascending
   */
  public TapeBody(byte[] bytes, int[] millis, int[] ends) {
    this.bytes = bytes;
    this.millis = millis;
    this.ends = ends;
  }

  /** Creates a body that came at once. */
  public static TapeBody of(String text) {
    return new TapeBody(text.getBytes(StandardCharsets.UTF_8), new int[0], new int[0]);
  }

  /** Returns the bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns how many pieces there are, at least one. */
  public int pieces() {
    return Math.max(1, ends.length);
  }

  /** Returns whether the pieces were recorded. */
  public boolean isTimed() {
    return ends.length > 0;
  }

  /** Returns where the piece {@code i} ends. */
  public int end(int i) {
    return i < ends.length ? Math.min(ends[i], bytes.length) : bytes.length;
  }

  /** Returns when the piece {@code i} came, in milliseconds from the head. */
  public int millis(int i) {
    return i < millis.length ? millis[i] : 0;
  }

  /** Returns the text, or null if it is not valid UTF-8. */
  public @Nullable String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      return null;
    }
  }
}
