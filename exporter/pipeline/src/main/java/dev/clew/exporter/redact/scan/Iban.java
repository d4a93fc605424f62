// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Recognises an international bank account number: length by country, remainder 1 modulo 97. */
final class Iban {
  private static final String TABLE =
      "NO15BE16DK18FI18FO18GL18NL18MK19SI19AT20BA20EE20KZ20LT20LU20XK20CH21CR22"
          + "DE22GB22GE22IE22BG22BH22ME22RS22HR21LI21LV21VA22AE23GI23IL23IQ23TL23OM23SO23"
          + "AD24CZ24ES24MD24PK24RO24SA24SE24SK24TN24VG24PT25ST25FR27GR27IT27MC27MR27SM27"
          + "AL28AZ28BY28CY28DO28GT28HU28LB28PL28SV28NI28BR29EG29PS29QA29KW30MU30JO30UA29"
          + "SC31LC32MT31TR26IS26LY25SD18BI27DJ27RU33MN20FK18YE30HN28";

  /** The lengths by country code. */
  private static final byte[] LENGTHS = lengths();

  private Iban() {}

  /** Returns where the number that starts at {@code start} ends, or -1 if none does. */
  static int end(String text, int start, int to) {
    char first = text.charAt(start);
    char second = Chars.at(text, start + 1);
    boolean country = Chars.isLetter(first) && Chars.isLetter(second);
    int length = country ? LENGTHS[index(first, second)] : 0;
    if (length == 0 || !Chars.beginsWord(text, start)) {
      return -1;
    }
    char[] compact = new char[length];
    int count = 0;
    int i = start;
    for (; i < to && count < length; i++) {
      char c = text.charAt(i);
      boolean separator = (c == ' ' || c == '-' || c == '\u00A0') && count > 0 && count % 4 == 0;
      if (separator && Chars.isAlphanumeric(Chars.at(text, i + 1))) {
        continue;
      }
      if (!Chars.isAlphanumeric(c)) {
        return -1;
      }
      compact[count++] = c;
    }
    boolean whole = count == length && !Chars.isAlphanumeric(Chars.at(text, i));
    return whole && remainder(compact) == 1 ? i : -1;
  }

  /** The first four characters count as if they were at the end, letters as 10 to 35. */
  private static int remainder(char[] compact) {
    int remainder = 0;
    for (int i = 0; i < compact.length; i++) {
      int digit = Character.digit(compact[(i + 4) % compact.length], 36);
      remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97;
    }
    return remainder;
  }

  /** Registers that a number may start with a country code and a digit, in either case. */
  static void addTo(Beginnings beginnings) {
    for (int i = 0; i < TABLE.length(); i += 4) {
      String country = TABLE.substring(i, i + 2);
      long seconds = bothCases(country.charAt(1));
      for (long firsts = bothCases(country.charAt(0)); firsts != 0; firsts &= firsts - 1) {
        int first = Long.numberOfTrailingZeros(firsts);
        beginnings.add(first, seconds, 1L << CharacterClass.DIGIT);
      }
    }
  }

  private static long bothCases(char c) {
    return 1L << CharacterClass.of(c) | 1L << CharacterClass.of(Character.toLowerCase(c));
  }

  private static byte[] lengths() {
    byte[] lengths = new byte[1 << 10];
    for (int i = 0; i < TABLE.length(); i += 4) {
      int tens = TABLE.charAt(i + 2) - '0';
      lengths[index(TABLE.charAt(i), TABLE.charAt(i + 1))] =
          (byte) (10 * tens + TABLE.charAt(i + 3) - '0');
    }
    return lengths;
  }

  private static int index(char first, char second) {
    return ((first & 31) << 5) | (second & 31);
  }
}
