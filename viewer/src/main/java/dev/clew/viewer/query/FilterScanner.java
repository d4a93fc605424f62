// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a filter into terms. */
final class FilterScanner {

  private static final Pattern FIELD =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.-]*)(:|>=|<=|>|<|=)");

  private final String text;
  private int at;

  FilterScanner(String text) {
    this.text = text;
  }

  List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      terms.add(term());
    }
    return terms;
  }

  private Term term() {
    int start = at;
    boolean negated = text.charAt(at) == '-' && at + 1 < text.length() && !isBlank(at + 1);
    if (negated) {
      at++;
    }
    Matcher field = FIELD.matcher(text).region(at, text.length());
    if (!field.lookingAt()) {
      boolean quoted = peek() == '"';
      String word = quoted ? quoted() : word(false);
      return new Term(negated, null, null, List.of(word), quoted, start, at);
    }
    at = field.end();
    String name = field.group(1);
    List<String> values = new ArrayList<>();
    boolean quoted = false;
    do {
      if (peek() == ',') {
        at++;
      }
      quoted |= peek() == '"';
      values.add(peek() == '"' ? quoted() : word(true));
    } while (peek() == ',');
    values.removeIf(String::isEmpty);
    if (values.isEmpty()) {
      throw new FilterException("a value is missing after " + name + field.group(2), at);
    }
    return new Term(negated, name, field.group(2), values, quoted, start, at);
  }

  private String word(boolean untilComma) {
    int start = at;
    while (at < text.length() && !isBlank(at) && !(untilComma && text.charAt(at) == ',')) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    throw new FilterException("unterminated quote", start);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private boolean isBlank(int index) {
    return Character.isWhitespace(text.charAt(index));
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(at)) {
      at++;
    }
  }
}
