// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import dev.clew.exporter.redact.scan.Hits.Hit;
import org.jspecify.annotations.Nullable;

/** Finds the password among the arguments of a command: {@code curl -u jane:x}. */
final class CommandOption {
  private static final int REACH = 400;
  private static final String ATTACHED = "+";

  private CommandOption() {}

  /** Returns the secret among the arguments that start at {@code from}, or null. */
  static @Nullable Hit find(String text, int from, int to, SecretTable.Command command) {
    int limit = Math.min(to, from + REACH);
    for (String option : command.options()) {
      boolean attached = option.endsWith(ATTACHED);
      String name = attached ? option.substring(0, option.length() - 1) : option;
      int i = from;
      while ((i = next(text, name, i, limit)) >= 0) {
        Hit hit = value(text, i, to, attached, name, command.kind());
        if (hit != null) {
          return hit;
        }
      }
    }
    return null;
  }

  /** Returns where the next {@code name} ends on this line or its continuations, or -1. */
  private static int next(String text, String name, int from, int limit) {
    boolean option = name.charAt(0) == '-';
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (option && c == '\n' && Chars.at(text, i - 1) != '\\') {
        return -1;
      }
      boolean begins = c == name.charAt(0) && (Chars.at(text, i - 1) <= ' ' || isQuoted(text, i));
      if (begins && text.startsWith(name, i)) {
        return i + name.length();
      }
    }
    return -1;
  }

  private static boolean isQuoted(String text, int i) {
    return Chars.isQuote(Chars.at(text, i - 1));
  }

  private static @Nullable Hit value(
      String text, int from, int to, boolean attached, String option, Kind kind) {
    char c = Chars.at(text, from);
    boolean divided = c == ' ' || c == '=' || c == '\t' || c == '"' || c == '\'';
    if (attached ? c <= ' ' : !divided) {
      return null;
    }
    int i = from;
    while (i < to && i - from < 4 && " =\t,\"'".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    char before = Chars.at(text, i - 1);
    char quote = before == '"' || before == '\'' ? before : ' ';
    int end = i;
    while (end < to && end - i < 256 && !ends(text.charAt(end), quote)) {
      end++;
    }
    Value whole = new Value(i, end, quote);
    if (whole.isPlaceholder(text) || text.charAt(i) == '-') {
      return null;
    }
    boolean user = option.equals("-u") || option.equals("-U") || option.endsWith("user");
    return user ? password(text, whole, kind) : new Hit(i, end, kind);
  }

  private static boolean ends(char c, char quote) {
    return quote == ' ' ? c <= ' ' || c == '"' || c == '\'' || c == '`' : c == quote || c == '\n';
  }

  /** The part after the colon, or the part before it if nothing follows. */
  private static @Nullable Hit password(String text, Value whole, Kind kind) {
    int colon = text.indexOf(':', whole.start());
    if (colon < 0 || colon > whole.end() + 1) {
      return null;
    }
    char quote = Chars.at(text, colon + 1);
    if (quote == '"' || quote == '\'') { // jane:'x'
      int end = text.indexOf(quote, colon + 2);
      return end < 0 || end > colon + 256 ? null : new Hit(colon + 2, end, kind);
    }
    Value password = new Value(colon + 1, Math.max(colon + 1, whole.end()), whole.quote());
    if (password.length() == 0) {
      boolean key = Randomness.hasLettersAndDigits(text, whole.start(), colon);
      return key ? new Hit(whole.start(), colon, kind) : null;
    }
    boolean ids = password.isNumber(text, 1); // docker run -u 1000:1000
    return ids || password.isPlaceholder(text) ? null : new Hit(colon + 1, whole.end(), kind);
  }
}
