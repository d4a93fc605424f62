// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/**
 * The text between a keyword and the value that it may announce.
 *
 * @param sort how close they are
 * @param valueStart where the value starts, after blanks and quotes
 * @param quotedName whether the keyword was in quotes, as in JSON
 */
record Link(Sort sort, int valueStart, boolean quotedName) {
  private static final int MAX_WORDS = 3;
  private static final String OPERATOR = ":=?|.>+-!~";

  /** The closest first. */
  enum Sort {
    /** {@code password=x}. */
    TIGHT,
    /** {@code password: x}, {@code 'password' => x}. */
    ASSIGNED,
    /** {@code <password>x</password>}. */
    ELEMENT,
    /** {@code --password x}. */
    OPTION,
    /** {@code my password is x}. */
    SAID,
    /** {@code | password | x |}, {@code set("password", x)}. */
    BESIDE,
    /** No recognisable connection. */
    NONE
  }

  /** Parses what follows the name that contains {@code [start, end)}. */
  static Link read(String text, int start, int end, int limit) {
    int nameStart = nameStart(text, start);
    char before = Chars.at(text, nameStart - 1);
    if (before == '<' && Chars.at(text, end) == '>') {
      return new Link(Sort.ELEMENT, end + 1, false);
    }
    int i = closing(text, end, limit);
    boolean quoted = i > end;
    i = value(text, i, limit, quoted);
    boolean option = Chars.at(text, nameStart) == '-' && nameStart < start;
    int blanks = blanks(text, i, limit);
    if (option && isOptionEnd(text, i, blanks)) {
      char c = Chars.at(text, blanks);
      return new Link(Sort.OPTION, c == '=' || c == ',' ? blanks + 1 : blanks, quoted);
    }
    return operator(text, end, i, limit, quoted);
  }

  private static boolean isOptionEnd(String text, int i, int blanks) {
    char c = Chars.at(text, blanks);
    return blanks > i || c == '=' || c == ',';
  }

  private static int nameStart(String text, int start) {
    int i = start;
    while (i > 0 && start - i < 50 && Chars.isUrlSafe(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** Skips the end of a name in quotes or brackets, also escaped ones. */
  private static int closing(String text, int from, int limit) {
    int i = from;
    while (i < limit && i - from < 8) {
      char c = text.charAt(i);
      if (text.startsWith("%22", i)) {
        i += 3;
      } else if (text.startsWith("&quot;", i)) {
        i += 6;
      } else if (Chars.isQuote(c) || c == '*' || (c == ']' && i > from)) {
        i++;
      } else if (c == '\\' && "\\\"'".indexOf(Chars.at(text, i + 1)) >= 0) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  /** Skips {@code " value="} after {@code name="password}. */
  private static int value(String text, int from, int limit, boolean quoted) {
    if (!quoted) {
      return from;
    }
    int i = from;
    while (i < limit
        && i - from < 16
        && (text.charAt(i) <= ' ' || ",\"'".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return text.regionMatches(true, i, "value", 0, 5) ? closing(text, i + 5, limit) : from;
  }

  private static Link operator(String text, int end, int from, int limit, boolean quoted) {
    int i = from;
    for (int words = 0; i < limit; ) {
      int at = blanks(text, i, limit);
      char c = Chars.at(text, at);
      if (text.regionMatches(true, at, "%3D", 0, 3) || text.regionMatches(true, at, "%3A", 0, 3)) {
        return new Link(Sort.TIGHT, at + 3, quoted);
      }
      if (c == ',' && quoted) {
        return new Link(Sort.BESIDE, at + 1, true);
      }
      if (c == '(' && at == end && Chars.isQuote(Chars.at(text, at + 1))) {
        return new Link(Sort.BESIDE, at + 1, true);
      }
      int operatorEnd = operatorEnd(text, at, limit);
      if (operatorEnd > at) {
        return assigned(text, end, at, operatorEnd, limit, quoted);
      }
      int wordEnd = wordEnd(text, at, limit);
      if (wordEnd == at || quoted || (at == i && words > 0)) {
        break;
      }
      if (isVerb(text, at, wordEnd)) {
        int colon = Chars.at(text, wordEnd) == ':' ? wordEnd + 1 : wordEnd;
        return new Link(Sort.SAID, colon, false);
      }
      if (++words > MAX_WORDS) {
        break;
      }
      i = wordEnd;
    }
    return new Link(Sort.NONE, i, quoted);
  }

  private static int operatorEnd(String text, int at, int limit) {
    int i = at;
    while (i < limit && i - at < 5 && OPERATOR.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static Link assigned(
      String text, int nameEnd, int at, int operatorEnd, int limit, boolean quoted) {
    String operator = text.substring(at, operatorEnd);
    boolean equals = operator.indexOf('=') >= 0;
    boolean colon = operator.indexOf(':') >= 0;
    if (equals || colon || operator.equals("->")) {
      int typeEnd = colon && !equals ? typeEnd(text, operatorEnd, limit) : -1;
      boolean tight = equals && at == nameEnd && Chars.at(text, operatorEnd) > ' ';
      return new Link(
          tight && typeEnd < 0 ? Sort.TIGHT : Sort.ASSIGNED,
          typeEnd < 0 ? operatorEnd : typeEnd,
          quoted);
    }
    boolean beside = operator.equals("|") || (operator.equals("-") && at > nameEnd);
    return new Link(beside ? Sort.BESIDE : Sort.NONE, operatorEnd, quoted);
  }

  /** Returns where the value starts after {@code : String =}, or -1. */
  private static int typeEnd(String text, int from, int limit) {
    int i = blanks(text, from, limit);
    int start = i;
    while (i < limit
        && i - start < 30
        && (Chars.isLetter(text.charAt(i)) || "?<>[]|. ".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    boolean type = i > start && Chars.at(text, i) == '=' && Chars.at(text, i + 1) != '=';
    return type && Chars.isLetter(text.charAt(start)) ? i + 1 : -1;
  }

  private static int wordEnd(String text, int from, int limit) {
    int i = from;
    while (i < limit && i - from < 14 && (Chars.isLetter(text.charAt(i)) || text.charAt(i) > 191)) {
      i++;
    }
    return i;
  }

  private static boolean isVerb(String text, int from, int to) {
    return switch (text.substring(from, to)) {
      case "is",
          "was",
          "IS",
          "Is",
          "ist",
          "war",
          "lautet",
          "lautete",
          "es",
          "era",
          "est",
          "equals",
          "to" ->
          true;
      default -> false;
    };
  }

  static int blanks(String text, int from, int limit) {
    int i = from;
    while (i < limit && i - from < 40 && Chars.isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
