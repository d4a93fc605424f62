// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Recognises dates, which have about as many digits as phone numbers. */
final class CalendarDate {
  private CalendarDate() {}

  /** Returns whether a date starts at {@code i}: {@code 2027-03-01}, {@code 01.03.2027}. */
  static boolean begins(String text, int i) {
    return yearFirst(text, i) || yearLast(text, i);
  }

  private static boolean yearFirst(String text, int i) {
    char separator = Chars.at(text, i + 4);
    return isYear(text, i)
        && isSeparator(separator)
        && Chars.at(text, i + 7) == separator
        && isAtMost(text, i + 5, 12)
        && isAtMost(text, i + 8, 31);
  }

  private static boolean yearLast(String text, int i) {
    char separator = Chars.at(text, i + 2);
    return isAtMost(text, i, 31)
        && isSeparator(separator)
        && isAtMost(text, i + 3, 31)
        && Chars.at(text, i + 5) == separator
        && isYear(text, i + 6)
        && !isDigit(text, i + 10);
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '.' || c == '/';
  }

  private static boolean isAtMost(String text, int i, int most) {
    if (!isDigit(text, i) || !isDigit(text, i + 1)) {
      return false;
    }
    int number = 10 * (text.charAt(i) - '0') + text.charAt(i + 1) - '0';
    return number >= 1 && number <= most;
  }

  private static boolean isYear(String text, int i) {
    boolean century = text.startsWith("19", i) || text.startsWith("20", i);
    return century && isDigit(text, i + 2) && isDigit(text, i + 3);
  }

  private static boolean isDigit(String text, int i) {
    return Chars.isDigit(Chars.at(text, i));
  }
}
