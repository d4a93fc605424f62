// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Recognises phone numbers with an international prefix: {@code 0049 30 1234567}. */
final class CountryCode {
  private static final String TWO_DIGITS =
      " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63"
          + " 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

  /** The beginnings of three-digit codes, which are not two-digit codes themselves. */
  private static final String FIRST_TWO_OF_THREE =
      " 21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 85 88 96 97 99 ";

  private CountryCode() {}

  /**
   * Returns whether {@code number} starts with 00 and a country code, and has a valid number of
   * digits.
   */
  static boolean isDialled(DigitGroups number) {
    int digits = number.digits() - 2;
    if (digits < 9 || digits > 15) {
      return false;
    }
    String all = number.compact(number.count());
    if (!all.startsWith("00")) {
      return false;
    }
    String two = " " + all.substring(2, 4) + " ";
    char first = all.charAt(2);
    return ((first == '1' || first == '7') && digits == 11)
        || TWO_DIGITS.contains(two)
        || FIRST_TWO_OF_THREE.contains(two);
  }
}
