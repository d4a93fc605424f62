// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Arrays;

/**
 * Assigns characters to 64 classes, so that one bit of a {@code long} represents each: every letter
 * has its own, all digits share one, and so do signs that are treated the same way.
 */
final class CharacterClass {
  static final int DIGIT = 26;
  static final int UNDERSCORE = 27;
  static final int HYPHEN = 28;
  static final int DOT = 29;
  static final int SPACE = 30;

  /** Non-ASCII but visible. */
  static final int FOREIGN = 31;

  /** {@code +} and {@code (}, which may start a phone number. */
  static final int PLUS = 58;

  static final int PERCENT = 59;
  static final int BACKSLASH = 60;

  /** Always worth a check, such as {@code @} and {@code :}, and invisible characters. */
  static final int SIGN = 61;

  static final int OTHER = 62;

  /** The distance from lower-case to upper-case letters. */
  private static final int UPPER = 32;

  private static final byte[] CLASSES = classes();

  private CharacterClass() {}

  /** Returns the class of {@code c}. */
  static int of(char c) {
    return c < 128 ? CLASSES[c] : ZeroWidth.is(c) ? SIGN : FOREIGN;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    Arrays.fill(classes, (byte) OTHER);
    for (int i = 0; i < 26; i++) {
      classes['a' + i] = (byte) i;
      classes['A' + i] = (byte) (UPPER + i);
    }
    Arrays.fill(classes, '0', '9' + 1, (byte) DIGIT);
    set(classes, "_", UNDERSCORE);
    set(classes, "-", HYPHEN);
    set(classes, ".", DOT);
    set(classes, " ", SPACE);
    set(classes, "+(", PLUS);
    set(classes, "%", PERCENT);
    set(classes, "\\", BACKSLASH);
    set(classes, "@:=~|", SIGN);
    return classes;
  }

  private static void set(byte[] classes, String chars, int characterClass) {
    for (int i = 0; i < chars.length(); i++) {
      classes[chars.charAt(i)] = (byte) characterClass;
    }
  }
}
