// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A position in the text of a rule. */
final class Cursor {
  private final String text;
  private int position;

  Cursor(String text) {
    this.text = text;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == text.length();
  }

  /** Returns whether the rest starts with {@code next}. */
  boolean isAt(char next) {
    return position < text.length() && text.charAt(position) == next;
  }

  /** Consumes {@code next} if it is there. */
  boolean skip(char next) {
    if (isAt(next)) {
      position++;
      return true;
    }
    return false;
  }

  void skipBlanks() {
    takeWhile(Character::isWhitespace);
  }

  /** Returns the characters up to the first that is not {@code wanted}. */
  String takeWhile(IntPredicate wanted) {
    int start = position;
    while (position < text.length() && wanted.test(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  /** Returns the characters up to {@code end}, which is consumed too, or null if it is missing. */
  @Nullable String takeUntil(char end) {
    int found = text.indexOf(end, position);
    if (found < 0) {
      return null;
    }
    String taken = text.substring(position, found);
    position = found + 1;
    return taken;
  }

  /** Returns what is here, for messages. */
  String here() {
    return atEnd() ? "the end" : "'" + text.charAt(position) + "'";
  }
}
