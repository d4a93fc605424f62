// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.exporter.redact.scan.SecretWords.Word;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a text that stops where a word begins and at signs by which something could be
 * recognised.
 *
 * <p>This runs over every text of every span on the export thread. The beginning of a word is
 * looked up in two tables: that of the forms of keys and that of the words behind which secrets
 * stand. From there, as from a sign ({@code @}, a digit), one looks back and ahead a bounded
 * distance. Nothing here is quadratic, whatever the text.
 */
public final class TextScanner {
  private static final byte NOTHING = 0;
  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte DIGIT = 3;
  private static final byte AT = 4;
  private static final byte PERCENT = 5;
  private static final byte PLUS = 6;
  private static final byte PARENTHESIS = 7;
  private static final byte ASSIGNMENT = 8;
  private static final byte HYPHEN = 9;
  private static final byte BACKSLASH = 10;
  private static final byte SIGN = 11;
  private static final byte[] SORTS = sorts();
  private static final SecretTable TABLE = SecretTable.load();
  private static final Beginnings BEGINNINGS = beginnings();
  private static final KeyForms FORMS = new KeyForms(TABLE.forms(), BEGINNINGS);
  private static final SecretWords WORDS = new SecretWords(TABLE, BEGINNINGS);
  private static final PairFinder PAIRS = new PairFinder(TABLE);

  private final boolean emails;
  private final boolean ibans;
  private final NumberFinder numbers;

  /** Makes a scanner for {@code detectors}; secrets it finds in any case. */
  public TextScanner(Set<Detector> detectors) {
    this.emails = detectors.contains(Detector.EMAILS);
    this.ibans = detectors.contains(Detector.IBANS);
    this.numbers =
        new NumberFinder(detectors.contains(Detector.CARDS), detectors.contains(Detector.PHONES));
  }

  /** Returns what the value of a field called {@code name} is, or null if nothing secret. */
  public static @Nullable Kind kindOf(String name, String value) {
    return PAIRS.kindOf(WORDS, name, value);
  }

  /** Returns what was found in the first {@code to} characters of {@code text}, or null. */
  public @Nullable Hits scan(String text, int to) {
    Hits hits = new Hits();
    char[] chars = new char[to + 2]; // an array is read in half the time of a string
    text.getChars(0, to, chars, 0);
    for (int i = 0; i < to; ) {
      if (i >= hits.nextAhead()) {
        i = known(text, i, to, hits);
        continue;
      }
      char c = chars[i];
      if (c >= 128) {
        if (ZeroWidth.is(c)) {
          return scanVisible(text, to);
        }
        i++;
        continue;
      }
      byte sort = SORTS[c];
      if (sort == NOTHING) {
        i++;
      } else if (sort > UPPER) {
        i = Math.max(i + 1, look(sort, text, i, to, hits));
      } else {
        int end = BEGINNINGS.may(c, chars[i + 1], chars[i + 2]) ? word(text, i, to, hits) : i;
        i = end > i ? end : partEnd(chars, i);
      }
    }
    return hits.isEmpty() ? null : hits.withRepeats(text, to);
  }

  /** Adds what a word has announced, or the key that begins there if it is longer. */
  private static int known(String text, int i, int to, Hits hits) {
    Hits key = new Hits();
    int end = FORMS.find(text, i, to, true, key);
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

  /** Returns where to go on. */
  private int look(byte sort, String text, int i, int to, Hits hits) {
    return switch (sort) {
      case DIGIT -> digits(text, i, to, hits);
      case AT -> emails ? EmailFinder.find(text, i, to, hits) : i;
      case PERCENT -> percent(text, i, to, hits);
      case PLUS -> numbers.international(text, i, to, hits);
      case PARENTHESIS -> numbers.inParentheses(text, i, to, hits);
      case ASSIGNMENT -> assignment(text, i, to, hits);
      case HYPHEN -> hyphen(text, i, to, hits);
      case BACKSLASH -> "nrtbf".indexOf(Chars.at(text, i + 1)) >= 0 ? i + 2 : i;
      default -> FORMS.find(text, i, to, true, hits);
    };
  }

  /** Looks at the letter with which a word or a part of a name begins. */
  private static int word(String text, int i, int to, Hits hits) {
    char before = i == 0 ? ' ' : text.charAt(i - 1);
    char c = text.charAt(i);
    boolean begins = Chars.beginsWord(text, i);
    if (Chars.isDigit(before) && Chars.isLower(c) && !begins) {
      return i; // hexadecimal, mostly
    }
    int end = FORMS.find(text, i, to, begins, hits);
    if (end > i) {
      return end;
    }
    if ((c | 0x20) == 'b' && begins) {
      end = AuthorizationScheme.find(text, i, to, hits);
      if (end > i) {
        return end;
      }
    }
    long match = WORDS.match(text, i, to);
    if (match != 0) {
      end = (int) (match >>> 32);
      lookBehind(WORDS.word(match), text, i, end, to, hits);
      return end;
    }
    return i;
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

  /**
   * Returns where the next part of a name like {@code userApiKey} begins, or what else follows.
   * What lies behind the text is no letter.
   */
  private static int partEnd(char[] chars, int from) {
    int i = from + 1;
    if (Chars.isUpper(chars[from]) && Chars.isUpper(chars[i])) {
      do {
        i++;
      } while (Chars.isUpper(chars[i]));
      return Chars.isLower(chars[i]) ? i - 1 : i;
    }
    while (Chars.isLower(chars[i])) {
      i++;
    }
    return i;
  }

  private int digits(String text, int i, int to, Hits hits) {
    if (Chars.beginsWord(text, i)) {
      int key = FORMS.find(text, i, to, true, hits);
      return key > i ? key : numbers.find(text, i, to, hits);
    }
    char before = text.charAt(i - 1);
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

  /** Looks at {@code %40}, or skips {@code %3D} so that a word may begin behind it. */
  private int percent(String text, int i, int to, Hits hits) {
    int end = emails ? EmailFinder.find(text, i, to, hits) : i;
    if (end > i) {
      return end;
    }
    boolean encoded = Chars.isHex(Chars.at(text, i + 1)) && Chars.isHex(Chars.at(text, i + 2));
    return encoded && i + 3 <= to ? i + 3 : i;
  }

  /** Looks at a colon or an equals sign. */
  private static int assignment(String text, int i, int to, Hits hits) {
    if (text.startsWith("://", i)) {
      return ServerAddress.find(text, i + 3, to, hits);
    }
    int end = FORMS.find(text, i, to, false, hits);
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
      lookBehind(word, text, nameEnd - word.letters().length(), nameEnd, to, hits);
    }
    return i;
  }

  private static int hyphen(String text, int i, int to, Hits hits) {
    int end = PrivateKeyBlock.find(text, i, to, hits);
    return end > i ? end : FORMS.find(text, i, to, false, hits);
  }

  private static Beginnings beginnings() {
    Beginnings beginnings = new Beginnings();
    beginnings.add('b', 'e', 'a'); // bearer
    beginnings.add('b', 'a', 's'); // basic
    return beginnings;
  }

  private static byte[] sorts() {
    byte[] sorts = new byte[128];
    Arrays.fill(sorts, 'a', 'z' + 1, LOWER);
    Arrays.fill(sorts, 'A', 'Z' + 1, UPPER);
    Arrays.fill(sorts, '0', '9' + 1, DIGIT);
    sorts['@'] = AT;
    sorts['%'] = PERCENT;
    sorts['+'] = PLUS;
    sorts['('] = PARENTHESIS;
    sorts[':'] = ASSIGNMENT;
    sorts['='] = ASSIGNMENT;
    sorts['-'] = HYPHEN;
    sorts['\\'] = BACKSLASH;
    for (char c : "~.|_".toCharArray()) {
      sorts[c] = SIGN;
    }
    return sorts;
  }
}
