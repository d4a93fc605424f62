// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.model.SpanRow;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two traces differ, as a sentence. The first is called A, the second B.
 *
 * @param a the span of the first trace that shows it, or null
 */
public record Difference(Kind kind, String text, @Nullable SpanRow a, @Nullable SpanRow b) {

  /** What differs; the most important first. */
  public enum Kind {
    OUTCOME,
    ERROR,
    STRUCTURE,
    MODEL,
    TIMING,
    TOKENS,
    COST,
    TEXT;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
