// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/**
 * A value that may be a secret, and its position.
 *
 * @param quote the quote around it, or a space
 */
record Value(int start, int end, char quote) {
  private static final int MAX = 8_192;

  /** The maximum length to inspect; {@code token=token=token=…} must not cost more. */
  private static final int MAX_LOOK = 256;

  private static final String[] SCHEMES = {
    "bearer ",
    "basic ",
    "token ",
    "apikey ",
    "api-key ",
    "key ",
    "digest ",
    "negotiate ",
    "ntlm ",
    "sso-key ",
    "oauth ",
    "genie-key ",
    "splunk ",
    "zoho-oauthtoken ",
    "jwt ",
    "private-token "
  };

  /** Parses the value at {@code from} or after blanks, a line end, brackets and quotes. */
  static Value read(String text, int from, int to, boolean element) {
    if (element) {
      return element(text, from, to);
    }
    int i = begin(text, from, to);
    char quote = ' ';
    if (i < to && Chars.isQuote(text.charAt(i))) {
      quote = text.charAt(i++);
      while (i < to && text.charAt(i) == quote && i - from < 8) {
        i++; // three quotes
      }
    } else if (text.startsWith("%22", i)) {
      i += 3;
    } else if (text.startsWith("&quot;", i)) {
      i += 6;
    }
    i = scheme(text, i);
    return new Value(i, end(text, i, Math.min(to, i + MAX_LOOK), quote), quote);
  }

  private static Value element(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) <= ' ' && start - from < 64) {
      start++;
    }
    int end = start;
    int last = Math.min(to, start + MAX_LOOK);
    while (end < last && text.charAt(end) != '<' && text.charAt(end) != '\n') {
      end++;
    }
    return new Value(start, end, '<');
  }

  /** Skips blanks, at most one line end with YAML's marks before it, brackets, backslashes. */
  private static int begin(String text, int from, int to) {
    int i = Link.blanks(text, from, to);
    int line = i;
    while (line < to && line - i < 3 && "|>-+".indexOf(text.charAt(line)) >= 0) {
      line++;
    }
    if (isLineEnd(text, line)) {
      i = line;
      while (i < to && i - line < 64 && (isLineEnd(text, i) || Chars.isBlank(text.charAt(i)))) {
        i += text.charAt(i) == '\\' ? 2 : 1;
      }
    }
    int bracket = i;
    while (i < to && i - bracket < 8 && "([{\\".indexOf(text.charAt(i)) >= 0) {
      char c = text.charAt(i);
      char next = Chars.at(text, i + 1);
      if (c != '\\' && !Chars.isQuote(next)) {
        break;
      }
      i++;
    }
    return i;
  }

  private static boolean isLineEnd(String text, int i) {
    char c = Chars.at(text, i);
    char next = Chars.at(text, i + 1);
    return c == '\n' || c == '\r' || (c == '\\' && (next == 'n' || next == 'r'));
  }

  /** Skips the scheme in an {@code Authorization} header. */
  private static int scheme(String text, int start) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return start + scheme.length();
      }
    }
    return start;
  }

  private static int end(String text, int from, int last, char quote) {
    int end = from;
    while (end < last && !ends(text, end, quote)) {
      end++;
    }
    if (quote == ' ') {
      while (end > from && ".:!?".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
    }
    return end;
  }

  private static boolean ends(String text, int i, char quote) {
    char c = text.charAt(i);
    if (c == '\n' || c == '\r') {
      return true;
    }
    if (quote == '<') {
      return c == '<';
    }
    if (quote != ' ') {
      return c == quote || (c == '\\' && Chars.at(text, i + 1) == quote);
    }
    return c <= ' '
        || "\"'`&,;<>(){}[]|\\".indexOf(c) >= 0
        || (c == '%' && (text.startsWith("%26", i) || text.startsWith("%22", i)));
  }

  int length() {
    return end - start;
  }

  boolean isQuoted() {
    return quote != ' ';
  }

  /** Returns where all of it ends. */
  int wholeEnd(String text, int to) {
    int last = Math.min(to, start + MAX);
    return length() < MAX_LOOK ? end : end(text, end, last, quote);
  }

  /** A placeholder for the secret, or a statement that there is none. */
  boolean isPlaceholder(String text) {
    if (!hasLetterOrDigit(text)) {
      return true;
    }
    char first = text.charAt(start);
    char second = Chars.at(text, start + 1);
    if (first == '$' && (second == '{' || second == '(' || isVariable(text))) {
      return true;
    }
    if ((first == '{' && quote != '<')
        || text.startsWith("{{", start)
        || first == '<'
        || first == '[') {
      return true;
    }
    if ((first == '%' && (second == 's' || second == '(')) || text.startsWith("…", start)) {
      return true;
    }
    if (first == '*' || first == '.' || first == 'x' || first == 'X') {
      return allSame(text);
    }
    char next = Chars.at(text, end);
    boolean code = quote == ' ' && (next == '(' || next == '[');
    return code || isWord(text) || isReference(text);
  }

  /** {@code $DB_PASS}. */
  private boolean isVariable(String text) {
    boolean capitals = true;
    boolean divided = false;
    for (int i = start + 1; i < end; i++) {
      char c = text.charAt(i);
      capitals &= !Chars.isLower(c);
      divided |= c == '_';
      if (!Chars.isAlphanumeric(c) && c != '_') {
        return false;
      }
    }
    return capitals || divided;
  }

  private boolean hasLetterOrDigit(String text) {
    for (int i = start; i < end; i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isWord(String text) {
    return switch (length()) {
      case 4 ->
          text.startsWith("null", start)
              || text.startsWith("true", start)
              || text.startsWith("None", start);
      case 5 -> text.startsWith("false", start);
      case 6 -> text.startsWith("string", start);
      default ->
          text.regionMatches(true, start, "your_", 0, 5)
              || text.regionMatches(true, start, "your-", 0, 5)
              || text.regionMatches(true, start, "your ", 0, 5);
    };
  }

  /** {@code config.password}: the value is elsewhere. */
  private boolean isReference(String text) {
    if (quote != ' ') {
      return false;
    }
    boolean dot = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean inner = c == '.' && i > start && i < end - 1;
      dot |= inner;
      if (!Chars.isLetter(c) && c != '_' && !inner) {
        return false;
      }
    }
    return dot;
  }

  private boolean allSame(String text) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != text.charAt(start)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether it is a single word of letters, as in prose: {@code Password: required}. */
  boolean isPlainWord(String text) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Chars.isLower(c) && (i > start || !Chars.isUpper(c))) {
        return false;
      }
    }
    return true;
  }

  boolean hasBlank(String text) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it has letters, and digits or signs among them. */
  boolean looksSecret(String text, int least) {
    if (length() < least) {
      return false;
    }
    boolean letter = false;
    boolean other = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      letter |= Chars.isLetter(c);
      other |= Chars.isDigit(c) || (i < end - 1 && "!@#$%^&*".indexOf(c) >= 0);
    }
    return letter && other;
  }

  boolean isNumber(String text, int least) {
    for (int i = start; i < end; i++) {
      if (!Chars.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return length() >= least;
  }
}
