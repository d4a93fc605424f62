// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Inspects single characters of a text, also beyond its ends. */
final class Chars {
  private Chars() {}

  /** Returns the character at {@code i}, or a space beyond the ends. */
  static char at(String text, int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : ' ';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetter(char c) {
    return isLower(c) || isUpper(c);
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLetter(c);
  }

  /** Letters, digits and {@code _-}: the usual characters of keys and tokens. */
  static boolean isUrlSafe(char c) {
    return isAlphanumeric(c) || c == '_' || c == '-';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00A0';
  }

  /**
   * Returns whether no identifier would continue across {@code i}. The {@code n} of a {@code \n}
   * and the {@code 3D} of a {@code %3D} belong to no word.
   */
  static boolean beginsWord(String text, int i) {
    char before = at(text, i - 1);
    if (!isAlphanumeric(before) && before != '_') {
      return true;
    }
    char earlier = at(text, i - 2);
    return (earlier == '\\' && "nrtbf".indexOf(before) >= 0)
        || (at(text, i - 3) == '%' && isHex(earlier) && isHex(before));
  }

  static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0;
  }

  /** Returns whether there is a digit in {@code [from, to)}. */
  static boolean anyDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
