// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.model.SpanRow;
import org.jspecify.annotations.Nullable;

/**
 * A place in two trees at once.
 *
 * @param a the span of the first trace, or null if only the second has one here
 * @param textChanged whether what went in or came out differs
 */
public record AlignedRow(int depth, @Nullable SpanRow a, @Nullable SpanRow b, boolean textChanged) {

  /** How the two sides relate. */
  public enum Match {
    SAME,
    CHANGED,
    ONLY_A,
    ONLY_B
  }

  public Match match() {
    if (a == null || b == null) {
      return a == null ? Match.ONLY_B : Match.ONLY_A;
    }
    boolean same = !textChanged && a.status() == b.status() && a.name().equals(b.name());
    return same ? Match.SAME : Match.CHANGED;
  }

  /** The side that is there; the first if both are. */
  public SpanRow either() {
    SpanRow one = a != null ? a : b;
    if (one == null) {
      throw new IllegalStateException("a row of nothing");
    }
    return one;
  }
}
