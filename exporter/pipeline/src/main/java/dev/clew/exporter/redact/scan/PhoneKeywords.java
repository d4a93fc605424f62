// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Locale;
import java.util.Set;

/**
 * Words that announce a phone number. Matches whole words, including those within a name, as in
 * {@code mobilePhone}, but not the {@code cell} in {@code cancelledOn}.
 */
final class PhoneKeywords {
  private static final int DISTANCE = 24;
  private static final Set<String> WORDS =
      Set.of(
          "phone",
          "phones",
          "telephone",
          "cellphone",
          "smartphone",
          "tel",
          "mobile",
          "mobil",
          "cell",
          "fax",
          "telefax",
          "handy",
          "whatsapp",
          "telefon",
          "telefono",
          "telefone",
          "téléphone",
          "teléfono",
          "móvil",
          "movil",
          "celular",
          "portable",
          "rufnummer",
          "telefonnummer",
          "handynummer",
          "mobilnummer",
          "mobilfunknummer",
          "faxnummer",
          "durchwahl",
          "phonenumber",
          "telnumber",
          "mobilenumber",
          "telno",
          "phoneno",
          "mobileno");

  private PhoneKeywords() {}

  /** Looks back from {@code end}; a number in between is what the word announced. */
  static boolean standBefore(String text, int end) {
    int first = Math.max(0, end - DISTANCE);
    int wordEnd = -1;
    for (int i = end - 1; i >= first; i--) {
      char c = text.charAt(i);
      if (Chars.isDigit(c)) {
        return false;
      }
      boolean letter = Character.isLetter(c);
      if (letter && wordEnd < 0) {
        wordEnd = i + 1;
      }
      boolean begins = letter && begins(text, i, first);
      if (begins && isPhone(text, i, wordEnd)) {
        return true;
      }
      wordEnd = begins || !letter ? -1 : wordEnd;
    }
    return false;
  }

  /** Also where a capital letter starts a part of a name. */
  private static boolean begins(String text, int i, int first) {
    char before = Chars.at(text, i - 1);
    boolean part = Chars.isUpper(text.charAt(i)) && !Chars.isUpper(before);
    return (!Character.isLetter(before) && i > first - 1) || part;
  }

  private static boolean isPhone(String text, int start, int end) {
    return end - start >= 3
        && end - start <= 16
        && WORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }
}
