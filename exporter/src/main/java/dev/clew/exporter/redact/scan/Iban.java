// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Recognises an international bank account number: length by country, remainder 1 modulo 97. */
final class Iban {
  private static final Map<String, Integer> LENGTHS = lengths();

  private Iban() {}

  /** Returns where the number that begins at {@code start} ends, or -1 if none does. */
  static int end(String text, int start, int to) {
    if (start < 0 || !Chars.beginsWord(text, start) || !Chars.isLetter(text.charAt(start))) {
      return -1;
    }
    String country = ("" + text.charAt(start) + text.charAt(start + 1)).toUpperCase(Locale.ROOT);
    Integer length = LENGTHS.get(country);
    if (length == null) {
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

  /** The first four characters count as if they stood at the end, letters as 10 to 35. */
  private static int remainder(char[] compact) {
    int remainder = 0;
    for (int i = 0; i < compact.length; i++) {
      int digit = Character.digit(compact[(i + 4) % compact.length], 36);
      remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97;
    }
    return remainder;
  }

  private static Map<String, Integer> lengths() {
    Map<String, Integer> lengths = new HashMap<>();
    String table =
        "NO15BE16DK18FI18FO18GL18NL18MK19SI19AT20BA20EE20KZ20LT20LU20XK20CH21CR22"
            + "DE22GB22GE22IE22BG22BH22ME22RS22HR21LI21LV21VA22AE23GI23IL23IQ23TL23OM23SO23"
            + "AD24CZ24ES24MD24PK24RO24SA24SE24SK24TN24VG24PT25ST25FR27GR27IT27MC27MR27SM27"
            + "AL28AZ28BY28CY28DO28GT28HU28LB28PL28SV28NI28BR29EG29PS29QA29KW30MU30JO30UA29"
            + "SC31LC32MT31TR26IS26LY25SD18BI27DJ27RU33MN20FK18YE30HN28";
    for (int i = 0; i < table.length(); i += 4) {
      lengths.put(table.substring(i, i + 2), Integer.valueOf(table.substring(i + 2, i + 4)));
    }
    return Map.copyOf(lengths);
  }
}
