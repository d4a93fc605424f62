// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.exporter.redact.scan.SecretKeywords.Word;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scans a text once, stopping where a word starts and at signs that could indicate a match.
 *
 * <p>This runs over every text of every span on the export thread. The beginning of a word is
 * looked up in two tables: that of key forms and that of secret keywords. From there, as from a
 * sign ({@code @}, a digit), it looks back and ahead over a bounded distance. Nothing here is
 * quadratic, for any text.
 */
public final class TextScanner {
  private static final SecretTable TABLE = SecretTable.load();
  private static final Beginnings BEGINNINGS = new Beginnings();
  private static final KeyForms FORMS = new KeyForms(TABLE.forms(), BEGINNINGS);
  private static final SecretKeywords WORDS = new SecretKeywords(TABLE, BEGINNINGS);
  private static final PairFinder PAIRS = new PairFinder(TABLE);

  static {
    BEGINNINGS.addWord("bearer");
    BEGINNINGS.addWord("basic");
    Iban.addTo(BEGINNINGS);
  }

  private final boolean emails;
  private final boolean ibans;
  private final NumberFinder numbers;

  /** Creates a scanner for {@code detectors}; it always finds secrets. */
  public TextScanner(Set<Detector> detectors) {
    this.emails = detectors.contains(Detector.EMAILS);
    this.ibans = detectors.contains(Detector.IBANS);
    this.numbers =
        new NumberFinder(detectors.contains(Detector.CARDS), detectors.contains(Detector.PHONES));
  }

  /**
   * Returns the kind of the value of a field called {@code name}, or null if it is not a secret.
   */
  public static @Nullable Kind kindOf(String name, String value) {
    return PAIRS.kindOf(WORDS, name, value);
  }

  /** Returns the matches in the first {@code to} characters of {@code text}, or null. */
  public @Nullable Hits scan(String text, int to) {
    Hits hits = new Hits();
    char[] chars = new char[to + 2]; // reading an array takes half the time of reading a string
    text.getChars(0, to, chars, 0);
    boolean passed = false;
    for (int i = 0; i < to; ) {
      int stop = Math.min(to, hits.nextAhead());
      i = i < stop ? BEGINNINGS.next(chars, i, stop, passed) : i;
      passed = false;
      if (i >= to) {
        break;
      }
      if (i >= stop) {
        i = known(text, i, to, hits);
      } else if (chars[i] >= 128) {
        return scanVisible(text, to);
      } else {
        int end = look(chars[i], text, i, to, hits);
        passed = end <= i;
        i = Math.max(i, end);
      }
    }
    return hits.isEmpty() ? null : hits.withRepeats(text, to);
  }

  /** Adds what a keyword announces, or the key that starts there if it is longer. */
  private static int known(String text, int i, int to, Hits hits) {
    Hits key = new Hits();
    int end = FORMS.find(text, i, to, key);
    if (end > i && key.list().get(0).start() == i) {
      hits.addAhead(key.list().get(0));
    }
    return hits.take(i);
  }

  private @Nullable Hits scanVisible(String text, int to) {
    ZeroWidth visible = new ZeroWidth(text, to);
    Hits hits = scan(visible.text(), visible.text().length());
    return hits == null ? null : visible.inWhole(hits);
  }

  /** Checks the letter, digit or sign at {@code i}; returns where to continue, or {@code i}. */
  private int look(char c, String text, int i, int to, Hits hits) {
    return switch (c) {
      case '@' -> emails ? EmailFinder.find(text, i, to, hits) : i;
      case '%' -> percent(text, i, to, hits);
      case '+' -> numbers.international(text, i, to, hits);
      case '(' -> numbers.inParentheses(text, i, to, hits);
      case ':', '=' -> assignment(text, i, to, hits);
      case '-' -> hyphen(text, i, to, hits);
      case '\\' -> "nrtbf".indexOf(Chars.at(text, i + 1)) >= 0 ? i + 2 : i;
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digits(text, i, to, hits);
      default -> Chars.isLetter(c) ? word(text, i, to, hits) : FORMS.find(text, i, to, hits);
    };
  }

  /** Checks the letter that starts a word or a part of a name. */
  private int word(String text, int i, int to, Hits hits) {
    boolean mixed = Chars.isDigit(Chars.at(text, i - 1)) && Chars.isLower(text.charAt(i));
    if (mixed && !Chars.beginsWord(text, i)) {
      return i; // mostly hexadecimal
    }
    int end = FORMS.find(text, i, to, hits);
    if (end > i) {
      return end;
    }
    if ((text.charAt(i) | 0x20) == 'b') {
      end = AuthorizationScheme.find(text, i, to, hits);
      if (end > i) {
        return end;
      }
    }
    if (Chars.isDigit(Chars.at(text, i + 2))) {
      return ibans ? iban(text, i, to, hits) : i;
    }
    long match = WORDS.match(text, i, to);
    if (match != 0) {
      end = (int) (match >>> 32);
      lookBehind(WORDS.word(match), text, i, end, to, hits);
      return end;
    }
    return i;
  }

  private static int iban(String text, int i, int to, Hits hits) {
    int end = Iban.end(text, i, to);
    if (end < 0 || i < hits.lastEnd()) {
      return i;
    }
    hits.add(i, end, Kind.IBAN);
    return end;
  }

  private static void lookBehind(Word word, String text, int i, int end, int to, Hits hits) {
    SecretTable.Command command = word.command();
    Hit hit =
        command == null
            ? PAIRS.after(text, i, end, word, to)
            : CommandOption.find(text, end, to, command);
    if (hit != null && hit.end() > hit.start() && hit.start() >= end) {
      hits.addAhead(hit);
    }
  }

  private int digits(String text, int i, int to, Hits hits) {
    if (!Chars.beginsWord(text, i)) {
      return i;
    }
    int key = FORMS.find(text, i, to, hits);
    return key > i ? key : numbers.find(text, i, to, hits);
  }

  /** Checks {@code %40}, or skips {@code %3D} so that a word may start after it. */
  private int percent(String text, int i, int to, Hits hits) {
    int end = emails ? EmailFinder.find(text, i, to, hits) : i;
    if (end > i) {
      return end;
    }
    boolean encoded = Chars.isHex(Chars.at(text, i + 1)) && Chars.isHex(Chars.at(text, i + 2));
    return encoded && i + 3 <= to ? i + 3 : i;
  }

  /** Checks a colon or an equals sign. */
  private static int assignment(String text, int i, int to, Hits hits) {
    if (text.startsWith("://", i)) {
      return ServerAddress.find(text, i + 3, to, hits);
    }
    int end = FORMS.find(text, i, to, hits);
    if (end > i) {
      return end;
    }
    int nameEnd = Chars.at(text, i - 1) == ' ' ? i - 1 : i;
    nameEnd -= Chars.isQuote(Chars.at(text, nameEnd - 1)) ? 1 : 0;
    if (!Chars.isLetter(Chars.at(text, nameEnd - 1))) {
      return i;
    }
    Word word = WORDS.endOfWord(text, nameEnd);
    if (word != null) {
      lookBehind(word, text, nameEnd - word.letters(), nameEnd, to, hits);
    }
    return i;
  }

  private static int hyphen(String text, int i, int to, Hits hits) {
    int end = PrivateKeyBlock.find(text, i, to, hits);
    return end > i ? end : FORMS.find(text, i, to, hits);
  }
}
