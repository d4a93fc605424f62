// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import org.jspecify.annotations.Nullable;

/** The number of characters that one answer may still use; the excess is counted. */
public final class TextBudget {
  private final long limit;
  private long used;
  private long dropped;

  public TextBudget(long limit) {
    this.limit = limit;
  }

  /** Appends as much of {@code piece} as fits, without splitting a surrogate pair. */
  public void append(StringBuilder text, @Nullable String piece) {
    if (piece == null) {
      return;
    }
    int fits = (int) Math.min(piece.length(), limit - used);
    if (fits > 0 && fits < piece.length() && Character.isHighSurrogate(piece.charAt(fits - 1))) {
      fits--;
    }
    text.append(piece, 0, fits);
    used += fits;
    dropped += piece.length() - fits;
  }

  public long used() {
    return used;
  }

  public long dropped() {
    return dropped;
  }
}
