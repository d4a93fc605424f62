// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/**
 * Recognises the numbers of payment cards by issuer, length, grouping and check digit.
 *
 * <p>The issuer matters as much as the check digit: every tenth number passes Luhn's test, and
 * nanoseconds since 1970 are as long as a card number.
 */
final class CardNumber {
  private static final int[][] GROUPINGS = {
    {4, 4, 4, 4}, {4, 6, 5}, {4, 4, 4, 4, 3}, {4, 6, 4}, {4, 4, 4, 1}
  };

  private CardNumber() {}

  /** Returns how many of the first groups form a card number, or 0. */
  static int groups(DigitGroups number) {
    if (isCard(number, 1)) {
      return 1;
    }
    for (int[] grouping : GROUPINGS) {
      boolean divided = number.separator(0) == ' ' || number.separator(0) == '-';
      if (divided && number.matches(grouping) && isCard(number, grouping.length)) {
        return grouping.length;
      }
    }
    return 0;
  }

  private static boolean isCard(DigitGroups number, int groups) {
    int length = 0;
    for (int g = 0; g < groups; g++) {
      length += number.length(g);
    }
    if (length < 13 || length > 19 || !number.mayEnd(groups - 1)) {
      return false;
    }
    String digits = number.compact(groups);
    return isIssued(digits) && luhn(digits);
  }

  /** Returns whether some issuer's numbers start with {@code digits} and have that length. */
  private static boolean isIssued(String digits) {
    int length = digits.length();
    int two = Integer.parseInt(digits, 0, 2, 10);
    int four = Integer.parseInt(digits, 0, 4, 10);
    if (two == 34 || two == 37) {
      return length == 15; // American Express
    }
    if (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059)) {
      return length == 14; // Diners Club
    }
    if (digits.charAt(0) == '4') {
      return length == 16 || length == 13 || length == 19; // Visa
    }
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
      return length == 16; // Mastercard
    }
    boolean others =
        (four >= 3528 && four <= 3589) // JCB
            || four == 6011 // Discover
            || two == 65
            || (four >= 6440 && four <= 6499)
            || two == 62 // UnionPay
            || (four >= 2200 && four <= 2204) // Mir
            || isMaestro(four);
    return others && length >= 16;
  }

  private static boolean isMaestro(int four) {
    return switch (four) {
      case 5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763 -> true;
      default -> false;
    };
  }

  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
