// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import dev.clew.instrumentation.methods.rule.Expression.Literal;
import dev.clew.instrumentation.methods.rule.Expression.Root;
import dev.clew.instrumentation.methods.rule.Expression.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions: {@code $1}, {@code $this}, {@code $result}, a property of one such as {@code
 * $1.customer.name}, its negation with {@code !}, and what is written as such: {@code 'text'},
 * {@code 12}, {@code true}.
 */
public final class ExpressionParser {
  private static final String FORMS =
      "expected a value such as $1, $1.name, $this, $result or 'text'";

  private ExpressionParser() {}

  /** Reads an expression that is the whole text. */
  public static Expression read(String text) throws InvalidRule {
    Cursor cursor = new Cursor(text);
    Expression expression = read(cursor);
    if (!cursor.atEnd()) {
      throw new InvalidRule(cursor.position(), "unexpected " + cursor.here() + "; " + FORMS);
    }
    return expression;
  }

  static Expression read(Cursor cursor) throws InvalidRule {
    cursor.skipBlanks();
    int start = cursor.position();
    for (char quote : new char[] {'\'', '"'}) {
      if (cursor.skip(quote)) {
        String text = cursor.takeUntil(quote);
        if (text == null) {
          throw new InvalidRule(start, "the quote is not closed");
        }
        return new Literal(text);
      }
    }
    boolean negated = cursor.skip('!');
    if (cursor.skip('$')) {
      return value(cursor, negated);
    }
    String word = cursor.takeWhile(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
    if (word.equals("true") || word.equals("false")) {
      return new Literal(word.equals("true") != negated);
    }
    if (word.matches("\\d{1,18}") && !negated) {
      return new Literal(Long.valueOf(word));
    }
    String hint = word.isEmpty() || negated ? "" : "; a text needs quotes: '" + word + "'";
    throw new InvalidRule(start, FORMS + hint);
  }

  private static Value value(Cursor cursor, boolean negated) throws InvalidRule {
    int start = cursor.position();
    String root = cursor.takeWhile(Character::isLetterOrDigit);
    List<String> path = new ArrayList<>();
    while (cursor.skip('.')) {
      String property = cursor.takeWhile(Character::isJavaIdentifierPart);
      if (property.isEmpty()) {
        throw new InvalidRule(cursor.position(), "expected a property after '.', as in $1.name");
      }
      path.add(property);
    }
    if (cursor.isAt('(')) {
      throw new InvalidRule(
          cursor.position(),
          "methods are written as properties: $1.name reads getName() or name()");
    }
    String text =
        (negated ? "!$" : "$") + root + (path.isEmpty() ? "" : ".") + String.join(".", path);
    if (root.equals("this")) {
      return new Value(Root.THIS, 0, path, negated, text);
    }
    if (root.equals("result")) {
      return new Value(Root.RESULT, 0, path, negated, text);
    }
    if (root.matches("[1-9]\\d{0,2}")) {
      return new Value(Root.ARGUMENT, Integer.parseInt(root) - 1, path, negated, text);
    }
    throw new InvalidRule(
        start - 1,
        "'$%s' is unknown; write $1 for the first argument, $this or $result".formatted(root));
  }
}
