// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Groups of digits, each separated from the next by one character: {@code 4111 1111 1111 1111}. */
final class DigitGroups {
  private static final int MAX_GROUPS = 6;
  private static final int MAX_DIGITS = 24;

  private final String text;
  private final int[] starts = new int[MAX_GROUPS];
  private final int[] ends = new int[MAX_GROUPS];
  private int count;
  private int digits;

  /** Reads the groups that start at {@code start}, which is a digit. */
  DigitGroups(String text, int start, int to) {
    this.text = text;
    int i = start;
    while (count < MAX_GROUPS && digits <= MAX_DIGITS) {
      starts[count] = i;
      while (i < to && Chars.isDigit(text.charAt(i))) {
        i++;
      }
      ends[count] = i;
      digits += i - starts[count];
      count++;
      if (!goesOn(text, i, to)) {
        break;
      }
      i++;
    }
  }

  /** Returns whether another group follows one that ends at {@code end}. */
  static boolean goesOn(String text, int end, int to) {
    return end + 1 < to && isSeparator(text.charAt(end)) && Chars.isDigit(text.charAt(end + 1));
  }

  int count() {
    return count;
  }

  /** Returns the total number of digits. */
  int digits() {
    return digits;
  }

  int length(int group) {
    return group < count ? ends[group] - starts[group] : 0;
  }

  int end(int group) {
    return ends[group];
  }

  /** Returns the character after {@code group}, a space at the end of the text. */
  char separator(int group) {
    return Chars.at(text, ends[group]);
  }

  char digit(int group, int index) {
    return Chars.at(text, starts[group] + index);
  }

  /** Returns whether the first groups have these lengths and the same separator. */
  boolean matches(int... lengths) {
    if (lengths.length > count) {
      return false;
    }
    for (int g = 0; g < lengths.length; g++) {
      boolean divided = g == lengths.length - 1 || separator(g) == separator(0);
      if (length(g) != lengths[g] || !divided) {
        return false;
      }
    }
    return true;
  }

  /** Returns the digits of the first {@code groups} groups. */
  String compact(int groups) {
    StringBuilder compact = new StringBuilder(20);
    for (int g = 0; g < groups; g++) {
      compact.append(text, starts[g], ends[g]);
    }
    return compact.toString();
  }

  /** Returns whether a number may end after {@code group}: no word, decimal or date continues. */
  boolean mayEnd(int group) {
    char next = separator(group);
    char after = Chars.at(text, ends[group] + 1);
    if (Chars.isAlphanumeric(next) || next == '_') {
      return false;
    }
    return (next != '.' && next != '-' && next != ',') || !Chars.isAlphanumeric(after);
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '\u00A0';
  }
}
