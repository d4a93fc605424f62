// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.exporter.redact.scan.SecretKeywords.Word;
import dev.clew.exporter.redact.scan.SecretTable.Strength;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the secret after a keyword: {@code api_key=…}, {@code "password": "…"}, {@code --token …},
 * my password is ….
 *
 * <p>Also used within texts that hold JSON in JSON, hence quotes preceded by backslashes.
 */
final class PairFinder {
  private static final int REACH = 120;
  private static final int MAX_NAME = 50;
  private static final int NEAR = 80;
  private static final int MAX_TOKEN = 512;

  private final Set<String> suffixes;

  PairFinder(SecretTable table) {
    this.suffixes = new HashSet<>(table.suffixes());
  }

  /** Returns the secret after the keyword in {@code [start, end)}, or null if there is none. */
  @Nullable Hit after(String text, int start, int end, Word word, int to) {
    if (word.strength() == Strength.NONE) {
      return null;
    }
    int limit = Math.min(to, end + REACH);
    if (meansSomethingElse(text, end, limit)) {
      return null;
    }
    int nameEnd = nameEnd(text, end, limit);
    Link link = Link.read(text, start, nameEnd, limit);
    if (link.sort() != Link.Sort.NONE) {
      Value value = Value.read(text, link.valueStart(), to, link.sort() == Link.Sort.ELEMENT);
      Strength strength = isParameter(text, start, word) ? Strength.MEDIUM : word.strength();
      if (text.startsWith(PrivateKeyBlock.BEGIN, value.start())) {
        return null; // found as a whole later
      }
      if (!value.isPlaceholder(text) && isSecret(text, link, value, strength)) {
        return new Hit(value.start(), value.wholeEnd(text, to), word.kind());
      }
    }
    Hit next = word.strength() == Strength.STRONG ? next(text, nameEnd, limit, word.kind()) : null;
    return next != null ? next : near(text, nameEnd, Math.min(to, nameEnd + NEAR), word.kind());
  }

  /** {@code the password x8dk2j9q was refused}. */
  private static @Nullable Hit next(String text, int from, int limit, Kind kind) {
    int start = Link.blanks(text, from, limit);
    int end = start;
    while (end < limit && Chars.isAlphanumeric(text.charAt(end))) {
      end++;
    }
    boolean found = start > from && end - start >= 8 && Randomness.isMixed(text, start, end);
    return found ? new Hit(start, end, kind) : null;
  }

  /** {@code ?key=} and {@code &sig=} are stronger hints than the words alone. */
  private static boolean isParameter(String text, int start, Word word) {
    char before = Chars.at(text, start - 1);
    return word.strength() == Strength.WEAK
        && (before == '?' || before == '&' || text.startsWith("%26", start - 3));
  }

  private static boolean isSecret(String text, Link link, Value value, Strength strength) {
    boolean oneWord = !value.hasBlank(text);
    return switch (strength) {
      case STRONG ->
          switch (link.sort()) {
            case TIGHT -> true;
            case ASSIGNED ->
                value.isQuoted()
                    || link.quotedName()
                    || value.looksSecret(text, 4)
                    || value.isNumber(text, 4);
            case ELEMENT -> oneWord || value.looksSecret(text, 4);
            case OPTION -> oneWord && text.charAt(value.start()) != '-' && !value.isPlainWord(text);
            default -> oneWord && value.looksSecret(text, 4);
          };
      case MEDIUM ->
          (oneWord || link.sort() == Link.Sort.ELEMENT)
              && value.length() >= 10
              && (Randomness.hasLettersAndDigits(text, value.start(), value.end())
                  || Randomness.isMixed(text, value.start(), value.end())
                  || value.isNumber(text, 16));
      case WEAK ->
          oneWord
              && (Randomness.isOpaque(text, value.start(), value.end())
                  || Randomness.isHexadecimal(text, value.start(), value.end())
                  || Randomness.isLongWord(text, value.start(), value.end()));
      case NONE -> false;
    };
  }

  /** Returns whether the name continues with a word such as {@code name} or {@code url}. */
  private boolean meansSomethingElse(String text, int end, int limit) {
    int start = end;
    char c = Chars.at(text, start);
    if (c == '_' || c == '-' || c == '.' || c == ' ') {
      start++;
    } else if (!Chars.isUpper(c)) {
      return false;
    }
    int i = start;
    while (i < limit && Chars.isLetter(text.charAt(i)) && (i == start || !isHump(text, i))) {
      i++;
    }
    return i > start
        && i - start < 12
        && (c != ' ' || !Chars.isAlphanumeric(Chars.at(text, i)))
        && suffixes.contains(text.substring(start, i).toLowerCase(Locale.ROOT));
  }

  private static boolean isHump(String text, int i) {
    return Chars.isUpper(text.charAt(i)) && Chars.isLower(text.charAt(i - 1));
  }

  private static int nameEnd(String text, int end, int limit) {
    int i = end;
    while (i < limit && i - end < MAX_NAME) {
      char c = text.charAt(i);
      boolean inner = (c == '.' || c == '-') && Chars.isAlphanumeric(Chars.at(text, i + 1));
      if (!Chars.isAlphanumeric(c) && c != '_' && !inner) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Looks for something random on the same line and in the same clause. */
  private static @Nullable Hit near(String text, int from, int limit, Kind kind) {
    if ("+/~%".indexOf(Chars.at(text, from)) >= 0) {
      return null; // in the middle of Base64
    }
    int start = from;
    for (int i = from; i <= limit; i++) {
      char c = i < limit ? text.charAt(i) : ' ';
      if (i < limit && (Chars.isUrlSafe(c) || c == '.' || c == '+' || c == '~' || c == '/')) {
        continue;
      }
      int end = isFound(text, start, i) ? tokenEnd(text, i) : i;
      if (end > i || isFound(text, start, end)) {
        return new Hit(start, end, kind);
      }
      if (c == '\n' || c == ';' || c == '}' || (c == ',' && Chars.at(text, i - 1) != '"')) {
        return null;
      }
      start = i + 1;
    }
    return null;
  }

  /** Includes what follows even if it would not be a token alone: Base64 may contain signs. */
  private static int tokenEnd(String text, int from) {
    int i = from;
    while (i < text.length()
        && i - from < MAX_TOKEN
        && (Chars.isUrlSafe(text.charAt(i)) || ".+~/=%".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    while (i > from && text.charAt(i - 1) == '.') {
      i--;
    }
    return i;
  }

  private static boolean isFound(String text, int start, int end) {
    if (end - start < 20 || !Randomness.isOpaque(text, start, end)) {
      return false;
    }
    int slash = text.indexOf('/', start);
    return slash < 0 || slash >= end;
  }

  /**
   * Returns the kind of the value of a field called {@code name}, or null if it is not a secret.
   */
  @Nullable Kind kindOf(SecretKeywords words, String name, String value) {
    Word best = null;
    for (int i = 0; i < name.length(); ) {
      long match = words.match(name, i, name.length());
      if (match == 0) {
        i = nextPart(name, i);
        continue;
      }
      int end = (int) (match >>> 32);
      Word word = words.word(match);
      boolean counts = word.command() == null && !meansSomethingElse(name, end, name.length());
      if (counts && (best == null || word.strength().compareTo(best.strength()) < 0)) {
        best = word;
      }
      i = end;
    }
    best = best == null ? words.endOfWord(name, name.length()) : best;
    if (best == null || best.strength() == Strength.NONE) {
      return null;
    }
    Value whole = new Value(0, value.length(), '"');
    Link link = new Link(Link.Sort.ASSIGNED, 0, true);
    boolean secret = !whole.isPlaceholder(value) && isSecret(value, link, whole, best.strength());
    return secret ? best.kind() : null;
  }

  private static int nextPart(String name, int from) {
    int i = from + 1;
    while (i < name.length()
        && Chars.isLetter(name.charAt(i))
        && Chars.isLetter(name.charAt(i - 1))
        && !isHump(name, i)) {
      i++;
    }
    return i;
  }
}
