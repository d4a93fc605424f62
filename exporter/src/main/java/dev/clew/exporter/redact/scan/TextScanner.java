// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a text that stops only at characters by which something could be recognised.
 *
 * <p>This runs over every text of every span on the export thread, so the rare character of a
 * pattern is its trigger ({@code @} of an address, {@code _} of {@code ghp_}), and from there one
 * looks back and ahead a bounded distance. Nothing here is quadratic, whatever the text.
 */
public final class TextScanner {
  private static final byte AT = 1;
  private static final byte DIGIT = 2;
  private static final byte PLUS = 3;
  private static final byte PREFIX = 4;
  private static final byte PAIR = 5;
  private static final byte BEARER = 6;
  private static final byte PARENTHESIS = 7;
  private static final byte[] TRIGGERS = triggers();

  private final boolean emails;
  private final boolean ibans;
  private final CredentialFinder credentials;
  private final PairFinder pairs;
  private final NumberFinder numbers;

  /** Makes a scanner for {@code detectors}; secrets it finds in any case. */
  public TextScanner(Set<Detector> detectors) {
    this.emails = detectors.contains(Detector.EMAILS);
    this.ibans = detectors.contains(Detector.IBANS);
    this.credentials = new CredentialFinder();
    this.pairs = new PairFinder();
    this.numbers =
        new NumberFinder(detectors.contains(Detector.CARDS), detectors.contains(Detector.PHONES));
  }

  /** Returns what was found in the first {@code to} characters of {@code text}, or null. */
  public @Nullable Hits scan(String text, int to) {
    Hits hits = null;
    for (int i = 0; i < to; ) {
      char c = text.charAt(i);
      byte trigger = c < 128 ? TRIGGERS[c] : 0;
      if (trigger == 0) {
        i++;
        continue;
      }
      if (hits == null) {
        hits = new Hits();
      }
      i = Math.max(i + 1, look(trigger, text, i, to, hits));
    }
    return hits == null || hits.isEmpty() ? null : hits;
  }

  /** Returns where to go on. */
  private int look(byte trigger, String text, int i, int to, Hits hits) {
    return switch (trigger) {
      case AT -> emails ? EmailFinder.find(text, i, to, hits) : i;
      case DIGIT -> digits(text, i, to, hits);
      case PLUS -> numbers.international(text, i, to, hits);
      case PARENTHESIS -> numbers.inParentheses(text, i, to, hits);
      case PREFIX -> credentials.byPrefix(text, i, to, hits);
      case BEARER -> credentials.bearer(text, i, to, hits);
      default -> pairs.find(text, i, to, hits);
    };
  }

  private int digits(String text, int i, int to, Hits hits) {
    char before = Chars.at(text, i - 1);
    if (!Chars.isAlphanumeric(before) && before != '_') {
      return numbers.find(text, i, to, hits);
    }
    if (ibans && Chars.isLetter(before)) {
      int end = Iban.end(text, i - 2, to);
      if (end > 0 && i - 2 >= hits.lastEnd()) {
        hits.add(i - 2, end, Kind.IBAN);
        return end;
      }
    }
    int end = i + 1;
    while (end < to && Chars.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static byte[] triggers() {
    byte[] triggers = new byte[128];
    triggers['@'] = AT;
    triggers['%'] = AT; // %40
    for (char c = '0'; c <= '9'; c++) {
      triggers[c] = DIGIT;
    }
    triggers['+'] = PLUS;
    triggers['('] = PARENTHESIS;
    for (char c : "-_JKSz.".toCharArray()) {
      triggers[c] = PREFIX;
    }
    triggers['B'] = BEARER;
    triggers['b'] = BEARER;
    triggers[':'] = PAIR;
    triggers['='] = PAIR;
    return triggers;
  }
}
