// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import dev.clew.exporter.redact.scan.SecretNames.Strength;
import org.jspecify.annotations.Nullable;

/**
 * Finds the secret behind a name ({@code api_key=…}, {@code "password": "…"}) and the password in
 * the address of a server.
 *
 * <p>Also used within texts that hold JSON in JSON, hence the quotes behind backslashes.
 */
public final class PairFinder {
  private static final int MAX_VALUE = 8_192;

  /** What one looks at to decide; {@code token=token=token=…} must not cost more. */
  private static final int MAX_LOOK = 256;

  private static final int MAX_AUTHORITY = 512;

  /** Looks at the colon or equals sign at {@code i}; returns where to go on. */
  int find(String text, int i, int to, Hits hits) {
    if (text.charAt(i) == ':' && text.startsWith("://", i)) {
      return address(text, i + 3, to, hits);
    }
    int nameEnd = skipBack(text, i);
    Strength strength = SecretNames.before(text, nameEnd);
    if (strength == null) {
      return i;
    }
    Value value = Value.read(text, i + 1, to);
    boolean quoted = value.quoted || (nameEnd < i && isQuote(text.charAt(i - 1)));
    boolean tight = text.charAt(i) == '=' && nameEnd == i && value.start == i + 1;
    int start = value.start;
    int end = value.end;
    boolean secret =
        start >= hits.lastEnd()
            && !isPlaceholder(text, start, end)
            && ((strength == Strength.STRONG && (quoted || tight))
                || looksSecret(text, start, end, strength));
    if (!secret) {
      return i;
    }
    int wholeEnd = value.wholeEnd(text, to);
    hits.add(start, wholeEnd, kind(text, nameEnd));
    return wholeEnd;
  }

  private static Kind kind(String text, int nameEnd) {
    return switch (Chars.at(text, nameEnd - 1)) {
      case 'n', 'N' -> Kind.TOKEN; // token, authorization
      case 'd', 'D' -> Kind.PASSWORD;
      default -> text.regionMatches(true, nameEnd - 6, "phrase", 0, 6) ? Kind.PASSWORD : Kind.KEY;
    };
  }

  /** Skips at most a quote, also an escaped one, and a blank. */
  private static int skipBack(String text, int i) {
    int end = i;
    if (Chars.at(text, end - 1) == ' ' && end > 0) {
      end--;
    }
    if (end > 0 && isQuote(text.charAt(end - 1))) {
      end--;
    }
    while (end > 0 && i - end < 6 && text.charAt(end - 1) == '\\') {
      end--;
    }
    return end;
  }

  /** The value that begins somewhere behind a colon or equals sign. */
  private record Value(int start, int end, boolean quoted, char quote) {
    static Value read(String text, int from, int to) {
      int i = from;
      while (i < to && i - from < 4 && text.charAt(i) == ' ') {
        i++;
      }
      while (i < to && i - from < 8 && text.charAt(i) == '\\') {
        i++;
      }
      boolean quoted = i < to && isQuote(text.charAt(i));
      char quote = quoted ? text.charAt(i) : ' ';
      int start = quoted ? i + 1 : i;
      int scheme = quoted || start > from ? scheme(text, start) : 0;
      start += scheme;
      return new Value(
          start, end(text, start, Math.min(to, start + MAX_LOOK), quoted, quote), quoted, quote);
    }

    /** Returns where all of it ends. */
    int wholeEnd(String text, int to) {
      int last = Math.min(to, start + MAX_VALUE);
      return end - start < MAX_LOOK ? end : end(text, end, last, quoted, quote);
    }

    private static int end(String text, int from, int last, boolean quoted, char quote) {
      int end = from;
      while (end < last && !ends(text, end, quoted, quote)) {
        end++;
      }
      return end;
    }

    /** Skips what {@code Authorization} says first. */
    private static int scheme(String text, int start) {
      if (text.regionMatches(true, start, "bearer ", 0, 7)) {
        return 7;
      }
      return text.regionMatches(true, start, "basic ", 0, 6) ? 6 : 0;
    }

    private static boolean ends(String text, int i, boolean quoted, char quote) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        return true;
      }
      if (quoted) {
        return c == quote || (c == '\\' && Chars.at(text, i + 1) == quote);
      }
      return c <= ' ' || "\"'`&,;<>(){}[]|\\".indexOf(c) >= 0;
    }
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** What somebody wrote where the secret is to be put, or what says that there is none. */
  private static boolean isPlaceholder(String text, int start, int end) {
    if (end <= start) {
      return true;
    }
    char first = text.charAt(start);
    if (first == '<' || first == '{' || first == '[' || text.startsWith("${", start)) {
      return true;
    }
    if (first == '*' || first == '.') {
      return allSame(text, start, end);
    }
    boolean called = Chars.at(text, end) == '(';
    return called || isWord(text, start, end);
  }

  private static boolean isWord(String text, int start, int end) {
    return switch (end - start) {
      case 4 ->
          text.startsWith("null", start)
              || text.startsWith("true", start)
              || text.startsWith("None", start);
      case 5 -> text.startsWith("false", start);
      case 6 -> text.startsWith("string", start);
      default -> false;
    };
  }

  private static boolean allSame(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != text.charAt(start)) {
        return false;
      }
    }
    return true;
  }

  private static boolean looksSecret(String text, int start, int end, Strength strength) {
    int least = strength == Strength.STRONG ? 4 : 10;
    if (end - start < least || !Chars.anyDigit(text, start, end)) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (Chars.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return strength == Strength.STRONG; // a PIN
  }

  /** Looks for {@code user:password@} behind {@code ://}. */
  private static int address(String text, int from, int to, Hits hits) {
    int last = Math.min(to, from + MAX_AUTHORITY);
    int colon = -1;
    int at = -1;
    int i = from;
    for (; i < last; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || "/?#\"'<>\\".indexOf(c) >= 0) {
        break;
      }
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        at = i;
      }
    }
    if (colon < 0 || at <= colon + 1 || colon + 1 < hits.lastEnd()) {
      return from;
    }
    hits.add(colon + 1, at, Kind.PASSWORD);
    return at;
  }

  /** Returns what the value of a field called {@code name} is, or null if nothing secret. */
  public static @Nullable Kind kindOf(String name, String value) {
    Strength strength = SecretNames.before(name, name.length());
    if (strength == null || isPlaceholder(value, 0, value.length())) {
      return null;
    }
    boolean secret = strength == Strength.STRONG || looksSecret(value, 0, value.length(), strength);
    return !secret ? null : kind(name, name.length());
  }
}
