// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Looks at single characters of a text, also beyond its ends. */
final class Chars {
  private Chars() {}

  /** Returns the character at {@code i}, or a space where there is none. */
  static char at(String text, int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : ' ';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLetter(c);
  }

  /** Letters, digits and {@code _-}: what keys and tokens are mostly made of. */
  static boolean isUrlSafe(char c) {
    return isAlphanumeric(c) || c == '_' || c == '-';
  }

  /** Returns whether no word of a programmer's would go on before {@code i}. */
  static boolean beginsWord(String text, int i) {
    char before = at(text, i - 1);
    return !isAlphanumeric(before) && before != '_';
  }

  /** Returns whether something in {@code [from, to)} is a digit. */
  static boolean anyDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
