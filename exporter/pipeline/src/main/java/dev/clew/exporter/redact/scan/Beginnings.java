// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import static dev.clew.exporter.redact.scan.CharacterClass.BACKSLASH;
import static dev.clew.exporter.redact.scan.CharacterClass.DIGIT;
import static dev.clew.exporter.redact.scan.CharacterClass.DOT;
import static dev.clew.exporter.redact.scan.CharacterClass.FOREIGN;
import static dev.clew.exporter.redact.scan.CharacterClass.HYPHEN;
import static dev.clew.exporter.redact.scan.CharacterClass.OTHER;
import static dev.clew.exporter.redact.scan.CharacterClass.PERCENT;
import static dev.clew.exporter.redact.scan.CharacterClass.PLUS;
import static dev.clew.exporter.redact.scan.CharacterClass.SIGN;
import static dev.clew.exporter.redact.scan.CharacterClass.SPACE;
import static dev.clew.exporter.redact.scan.CharacterClass.UNDERSCORE;

/**
 * Where in a text a match may start: at a sign, or at the start of a word, a number or a part of a
 * name, judging by the next three characters. This check alone skips most places.
 *
 * <p>It may accept places where nothing starts, but never rejects one where something does.
 */
final class Beginnings {
  private static final long ANY = -1;
  private static final int PAIRS = 1 << 12;
  private static final long SEPARATORS =
      1L << SPACE | 1L << UNDERSCORE | 1L << HYPHEN | 1L << DOT; // between the words of a name
  private static final long NUMBER_SEPARATORS =
      1L << SPACE | 1L << HYPHEN | 1L << DOT | 1L << OTHER | 1L << FOREIGN;

  /** Letters that some languages write with an accent. */
  private static final String ACCENTED = "aceilnou";

  /** Nothing starts with this. */
  private static final long NEVER = 1L << SPACE | 1L << OTHER | 1L << FOREIGN;

  /** The classes that the third character may have, by those of the first and the second. */
  private final long[] thirds = new long[PAIRS];

  Beginnings() {
    addAny(SIGN, ANY);
    addAny(PLUS, 1L << DIGIT);
    addAny(PERCENT, 1L << DIGIT | setOf("abcdefABCDEF"));
    addAny(BACKSLASH, setOf("nrtbf"));
    addAny(DIGIT, 1L << DIGIT);
    add(DIGIT, NUMBER_SEPARATORS, 1L << DIGIT);
    add(HYPHEN, 1L << HYPHEN, 1L << HYPHEN); // -----BEGIN
  }

  /** Adds what starts with {@code first} and continues with one of {@code seconds}. */
  void addAny(int first, long seconds) {
    add(first, seconds, ANY);
  }

  /** Adds what starts with the class {@code first}; the others are sets of classes. */
  void add(int first, long seconds, long thirds) {
    for (long rest = seconds; rest != 0; rest &= rest - 1) {
      this.thirds[first << 6 | Long.numberOfTrailingZeros(rest)] |= thirds;
    }
  }

  /** Adds a word as {@link LetterTree#add} does: capitals, accents and separators do not matter. */
  void addWord(String word) {
    int lower = CharacterClass.of(word.charAt(0));
    int upper = CharacterClass.of(Character.toUpperCase(word.charAt(0)));
    int second = 1;
    if (word.charAt(1) == ' ') {
      long thirds = symbols(word, 2);
      add(lower, SEPARATORS, thirds);
      add(upper, SEPARATORS, thirds);
      second = 2;
    }
    long seconds = symbol(word.charAt(second));
    long thirds = symbols(word, second + 1);
    add(lower, seconds, thirds);
    add(upper, seconds, thirds);
  }

  private static long symbols(String word, int at) {
    if (at >= word.length()) {
      return ANY;
    }
    char c = word.charAt(at);
    return c == ' ' ? SEPARATORS | symbol(word.charAt(at + 1)) : symbol(c);
  }

  private static long symbol(char c) {
    long both = 1L << CharacterClass.of(c) | 1L << CharacterClass.of(Character.toUpperCase(c));
    return ACCENTED.indexOf(c) >= 0 ? both | 1L << FOREIGN : both;
  }

  static long setOf(String chars) {
    long set = 0;
    for (int i = 0; i < chars.length(); i++) {
      set |= 1L << CharacterClass.of(chars.charAt(i));
    }
    return set;
  }

  /**
   * Returns the first place from {@code from} on where something may start, or {@code to} or a
   * later one.
   *
   * @param chars with two more characters after {@code to} that are neither letters nor digits
   * @param passed whether nothing starts at {@code from}
   */
  int next(char[] chars, int from, int to, boolean passed) {
    int i = passed ? behind(chars, from) : from;
    while (i < to) {
      char c = chars[i];
      int first = CharacterClass.of(c);
      if ((1L << first & NEVER) != 0) {
        i++;
        continue;
      }
      long seconds = thirds[first << 6 | CharacterClass.of(chars[i + 1])];
      if ((seconds >>> CharacterClass.of(chars[i + 2]) & 1) != 0) {
        return i;
      }
      i = behind(chars, i);
    }
    return i;
  }

  /**
   * Returns the start of the next word, of the next part of a name like {@code userApiKey}, or of
   * whatever else follows what is at {@code from}.
   */
  private static int behind(char[] chars, int from) {
    int i = from + 1;
    char c = chars[from];
    if (Chars.isUpper(c) && Chars.isUpper(chars[i])) {
      do {
        i++;
      } while (Chars.isUpper(chars[i]));
      return Chars.isLower(chars[i]) ? i - 1 : i;
    }
    if (Chars.isDigit(c)) {
      while (Chars.isDigit(chars[i])) {
        i++;
      }
    } else if (!Chars.isLetter(c)) {
      return i;
    }
    while (Chars.isLower(chars[i])) { // after digits it is mostly hexadecimal
      i++;
    }
    return i;
  }
}
