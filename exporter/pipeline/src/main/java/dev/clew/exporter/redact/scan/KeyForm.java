// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of a key: a literal, with runs of characters before and after it.
 *
 * <p>Each run is greedy and never backtracks, so matching takes one step per character for every
 * text.
 */
final class KeyForm {
  private static final int MAX = 8_192;
  private static final int NEAR = 60;

  /** A number of characters from a set, whose members below 64 are in {@code low}; or a literal. */
  private record Part(String literal, long low, long high, int least, int most) {
    boolean has(char c) {
      return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> (c - 64) & 1) != 0;
    }

    boolean isLiteral() {
      return !literal.isEmpty();
    }
  }

  private final SecretTable.Form row;
  private final Part[] before;
  private final String anchor;
  private final char third;
  private final Part[] after;

  /** Parses a form without alternatives; see {@link #expand}. */
  KeyForm(SecretTable.Form row, String form) {
    this.row = row;
    List<Part> parts = parts(form);
    int a = 0;
    while (!parts.get(a).isLiteral()) {
      a++;
    }
    this.before = new Part[a];
    for (int i = 0; i < a; i++) {
      before[i] = parts.get(a - 1 - i);
    }
    this.anchor = parts.get(a).literal;
    this.third = anchor.length() < 3 ? 0 : anchor.charAt(2);
    this.after = parts.subList(a + 1, parts.size()).toArray(new Part[0]);
  }

  /** Returns one form for each combination of alternatives: {@code (a|b)}. */
  static List<KeyForm> expand(SecretTable.Form row) {
    List<KeyForm> forms = new ArrayList<>();
    try {
      expand(row, row.form(), forms);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      String form = "the form '" + row.form() + "' of " + row.issuer();
      throw new IllegalArgumentException("secrets.txt: " + form + ": " + e.getMessage(), e);
    }
    return forms;
  }

  private static void expand(SecretTable.Form row, String form, List<KeyForm> forms) {
    int open = form.indexOf('(');
    if (open < 0) {
      forms.add(new KeyForm(row, form));
      return;
    }
    int close = form.indexOf(')', open);
    String head = form.substring(0, open);
    String tail = form.substring(close + 1);
    for (int from = open + 1; from <= close; ) {
      int bar = form.indexOf('|', from);
      int end = bar < 0 || bar > close ? close : bar;
      expand(row, head.concat(form.substring(from, end)).concat(tail), forms);
      from = end + 1;
    }
  }

  private static List<Part> parts(String form) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < form.length(); ) {
      if (form.charAt(i) != '[') {
        int end = form.indexOf('[', i);
        end = end < 0 ? form.length() : end;
        parts.add(new Part(form.substring(i, end), 0, 0, 0, 0));
        i = end;
        continue;
      }
      int close = form.indexOf(']', i);
      boolean counted = close + 1 < form.length() && form.charAt(close + 1) == '{';
      int end = counted ? form.indexOf('}', close) : close;
      if (close < 0 || end < 0) {
        throw new IllegalArgumentException("a set of characters has no end");
      }
      String count = counted ? form.substring(close + 2, end) : "1";
      parts.add(run(form.substring(i + 1, close), count));
      i = end + 1;
    }
    return parts;
  }

  private static Part run(String set, String count) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < set.length(); i++) {
      char first = set.charAt(i);
      boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
      char last = range ? set.charAt(i + 2) : first;
      low |= bits(first, Math.min(last, 63), 0);
      high |= bits(Math.max(first, 64), last, 64);
      i += range ? 2 : 0;
    }
    int comma = count.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
    boolean open = comma == count.length() - 1;
    int most = open ? MAX : Integer.parseInt(count.substring(comma + 1));
    return new Part("", low, high, least, most);
  }

  /** Returns a bit for each from {@code first} to {@code last}, counted from {@code zero}. */
  private static long bits(int first, int last, int zero) {
    return first > last ? 0 : -1L >>> (63 - (last - first)) << (first - zero);
  }

  /** Returns the literal by which the form is recognised. */
  String anchor() {
    return anchor;
  }

  /** Returns whether {@code c} may be the third character of the literal. */
  boolean mayContinue(char c) {
    return third == 0 || third == c;
  }

  /** Returns whether {@code c} may follow a literal of a single character. */
  boolean mayFollow(char c) {
    return after.length > 0 && after[0].has(c);
  }

  /** Returns the classes of the characters that may follow the literal. */
  long following() {
    if (after.length == 0 || after[0].isLiteral() || after[0].least == 0) {
      return -1;
    }
    long classes = 0;
    for (char c = ' '; c < 128; c++) {
      classes |= after[0].has(c) ? 1L << CharacterClass.of(c) : 0;
    }
    return classes;
  }

  Kind kind() {
    return row.kind();
  }

  /** Returns where the key starts whose literal may be at {@code at}, or -1. */
  int start(String text, int at, int lowest) {
    if (!text.startsWith(anchor, at)) {
      return -1;
    }
    int start = at;
    for (Part part : before) {
      int first = Math.max(lowest, start - part.most);
      int i = start;
      while (i > first && part.has(text.charAt(i - 1))) {
        i--;
      }
      if (start - i < part.least) {
        return -1;
      }
      start = i;
    }
    for (int i = start; i <= start + 2 && i < at; i++) { // the 3D of a %3D does not belong to it
      if (i >= lowest && Chars.beginsWord(text, i)) {
        return i;
      }
    }
    return start == at && start >= lowest && Chars.beginsWord(text, start) ? start : -1;
  }

  /** Returns where the key ends whose literal is at {@code at}, or -1 if it is not a key. */
  int end(String text, int start, int at, int to) {
    int i = at + anchor.length();
    for (Part part : after) {
      if (part.isLiteral()) {
        if (!text.startsWith(part.literal, i)) {
          return -1;
        }
        i += part.literal.length();
        continue;
      }
      int from = i;
      int last = Math.min(to, from + part.most);
      while (i < last && part.has(text.charAt(i))) {
        i++;
      }
      if (i - from < part.least) {
        return -1;
      }
    }
    int end = Math.min(i, to);
    while (end > at && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
      end--; // the end of a sentence
    }
    boolean whole = !Chars.isAlphanumeric(Chars.at(text, end)) || end == to;
    return whole && holds(text, start, at + anchor.length(), end) ? end : -1;
  }

  private boolean holds(String text, int start, int from, int end) {
    return (!row.digit() || Chars.anyDigit(text, from, end))
        && (!row.mixed() || Randomness.isMixed(text, from, end))
        && (before.length > 0 || !Randomness.isBlanked(text, from, end))
        && (row.near().isEmpty() || isNear(text, start));
  }

  private boolean isNear(String text, int start) {
    for (String word : row.near()) {
      for (int i = start - word.length(); i >= Math.max(0, start - NEAR); i--) {
        if (text.regionMatches(true, i, word, 0, word.length())) {
          return true;
        }
      }
    }
    return false;
  }
}
