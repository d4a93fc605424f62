// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Distinguishes random strings from names by how often the kind of character changes. */
final class Randomness {
  private static final int LEAST = 16;
  private static final int MAX = 256;

  private Randomness() {}

  /** Returns whether it is a placeholder like {@code xxxxxxxx}, as in instructions. */
  static boolean isBlanked(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if ("xX*.-_0".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return to > from;
  }

  /** Returns whether it has letters and digits. */
  static boolean hasLettersAndDigits(String text, int from, int to) {
    boolean digit = false;
    boolean letter = false;
    int last = Math.min(to, from + MAX);
    for (int i = from; i < last && !(digit && letter); i++) {
      char c = text.charAt(i);
      digit |= Chars.isDigit(c);
      letter |= Chars.isLetter(c);
    }
    return digit && letter;
  }

  /** Returns whether it looks like a generated key: 16 characters or more, and mixed. */
  static boolean isOpaque(String text, int from, int to) {
    return to - from >= LEAST && isMixed(text, from, to) && !isUuid(text, from, to);
  }

  /**
   * Returns whether at least every fifth character is of another kind than the one before. Random
   * characters of Base64, Base36 or hexadecimal change with every second or third one; words and
   * names with every tenth. A capital letter within a word counts, one that starts it does not.
   */
  static boolean isMixed(String text, int from, int to) {
    int last = Math.min(to, from + MAX);
    int changes = 0;
    int digits = 0;
    int before = 0;
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      int sort = Chars.isDigit(c) ? 1 : c >= 'a' && c <= 'z' ? 2 : c >= 'A' && c <= 'Z' ? 3 : 0;
      if (sort == 1) {
        digits++;
      }
      if (sort != before && sort > 0 && before > 0 && !(before == 3 && sort == 2)) {
        changes++;
      }
      before = sort;
    }
    return changes * (digits >= 2 ? 5 : 4) >= last - from;
  }

  /** Returns whether it is a number of at least 32 hexadecimal digits, including letters. */
  static boolean isHexadecimal(String text, int from, int to) {
    int last = Math.min(to, from + MAX);
    for (int i = from; i < last; i++) {
      if (!Chars.isHex(text.charAt(i))) {
        return false;
      }
    }
    return to - from >= 32 && hasLettersAndDigits(text, from, to);
  }

  /** Returns whether it is a single word of 20 characters or more, with letters and digits. */
  static boolean isLongWord(String text, int from, int to) {
    int last = Math.min(to, from + MAX);
    int digits = 0;
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      if (!Chars.isAlphanumeric(c)) {
        return false;
      }
      digits += Chars.isDigit(c) ? 1 : 0;
    }
    return to - from >= 20 && digits >= 2 && hasLettersAndDigits(text, from, to);
  }

  /** Returns whether it has the form of a UUID. */
  static boolean isUuid(String text, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(from + i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
