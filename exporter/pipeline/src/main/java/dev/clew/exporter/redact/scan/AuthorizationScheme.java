// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/** Finds the token after {@code Bearer} and {@code Basic}. */
final class AuthorizationScheme {
  private static final int MAX = 8_192;

  private AuthorizationScheme() {}

  /** Checks a {@code b} that may start one of them; returns where to continue. */
  static int find(String text, int i, int to, Hits hits) {
    boolean basic = text.regionMatches(true, i, "basic", 0, 5);
    if ((!basic && !text.regionMatches(true, i, "bearer", 0, 6)) || !Chars.beginsWord(text, i)) {
      return i;
    }
    int word = i + (basic ? 5 : 6);
    int start = Chars.at(text, word) == ' ' ? word + 1 : word;
    start += text.startsWith("%20", word) ? 3 : 0;
    if (start == word) {
      return i;
    }
    int end = start;
    int last = Math.min(to, start + MAX);
    while (end < last
        && (Chars.isUrlSafe(text.charAt(end)) || ".~+/=".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    int length = end - start;
    boolean token =
        basic
            ? length >= 8 && isBase64(text, start, end)
            : length >= 8 && (Chars.anyDigit(text, start, end) || length >= 32);
    if (!token || start < hits.lastEnd()) {
      return i;
    }
    hits.add(start, end, Kind.TOKEN);
    return end;
  }

  private static boolean isBase64(String text, int start, int end) {
    boolean upper = false;
    boolean lower = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      upper |= Chars.isUpper(c);
      lower |= Chars.isLower(c);
    }
    return upper && lower && (Chars.anyDigit(text, start, end) || text.charAt(end - 1) == '=');
  }
}
