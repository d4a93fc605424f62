// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import dev.clew.api.hook.MethodSelection.ClassSelector;
import dev.clew.api.hook.MethodSelection.Kind;
import dev.clew.api.hook.MethodSelection.MethodSelector;
import dev.clew.api.trace.SpanType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one rule: {@code com.acme.Router[route]=handoff(target=$1.name)}.
 *
 * <pre>
 * rule    = classes "[" method { ("|" | ",") method } "]" "=" span
 * classes = name | name "+" | pattern | "@" name
 * method  = pattern [ "(" [ type { "," type } ] ")" ] | "@" name
 * span    = type [ "(" { option "=" expression } ")" ]
 * </pre>
 */
public final class RuleParser {
  private static final String EXAMPLE = "com.acme.Billing[charge]=function";

  private final Cursor cursor;

  private RuleParser(String text) {
    this.cursor = new Cursor(text);
  }

  /** Reads a rule. */
  static MethodRule rule(String text) throws InvalidRule {
    return new RuleParser(text).rule();
  }

  /** Reads what follows the methods: {@code handoff(target=$1.name)}. */
  public static SpanRule span(String text) throws InvalidRule {
    return new RuleParser(text).span();
  }

  private MethodRule rule() throws InvalidRule {
    ClassSelector classes = classes();
    List<MethodSelector> methods = methods();
    cursor.skipBlanks();
    if (!cursor.skip('=')) {
      throw wrong("expected '=' and the type of the span, as in " + EXAMPLE);
    }
    int start = cursor.position();
    SpanRule span = span();
    return new MethodRule(classes, methods, span, start);
  }

  private ClassSelector classes() throws InvalidRule {
    cursor.skipBlanks();
    int start = cursor.position();
    String name = cursor.takeWhile(c -> c != '[' && c != '=' && !Character.isWhitespace(c));
    cursor.skipBlanks();
    if (!cursor.skip('[')) {
      throw wrong("expected the methods of the class in brackets, as in " + EXAMPLE);
    }
    if (name.startsWith("@")) {
      return new ClassSelector(Kind.ANNOTATED, name(name.substring(1), start + 1));
    }
    if (name.endsWith("+")) {
      return new ClassSelector(Kind.SUBTYPES, name(name.substring(0, name.length() - 1), start));
    }
    if (name.contains("*")) {
      name(name.replace('*', 'x'), start);
      return new ClassSelector(Kind.PATTERN, name);
    }
    return new ClassSelector(Kind.EXACT, name(name, start));
  }

  private static String name(String name, int position) throws InvalidRule {
    for (int i = 0; i <= name.length(); i++) {
      boolean fits =
          i < name.length() && (Character.isJavaIdentifierPart(name.charAt(i)) || isDot(name, i));
      if (!fits && (i < name.length() || name.isEmpty())) {
        throw new InvalidRule(
            position + i,
            "expected the full name of a class, with + for its subtypes, * for any characters or"
                + " @ for an annotation, as in com.acme.Tool+[run]");
      }
    }
    return name;
  }

  private static boolean isDot(String name, int i) {
    return name.charAt(i) == '.' && i > 0 && i + 1 < name.length() && name.charAt(i - 1) != '.';
  }

  private List<MethodSelector> methods() throws InvalidRule {
    List<MethodSelector> methods = new ArrayList<>();
    do {
      cursor.skipBlanks();
      methods.add(method());
      cursor.skipBlanks();
    } while (cursor.skip('|') || cursor.skip(','));
    if (!cursor.skip(']')) {
      throw wrong("expected ']' after the methods, as in com.acme.Billing[charge|refund]");
    }
    return methods;
  }

  private MethodSelector method() throws InvalidRule {
    if (cursor.skip('@')) {
      int start = cursor.position();
      return new MethodSelector("*", name(cursor.takeWhile(RuleParser::isOfName), start), null);
    }
    String name = cursor.takeWhile(c -> Character.isJavaIdentifierPart(c) || c == '*');
    if (name.isEmpty()) {
      throw wrong("expected the name of a method, * for any, or @ and an annotation");
    }
    if (!cursor.skip('(')) {
      return new MethodSelector(name, null, null);
    }
    List<String> types = new ArrayList<>();
    cursor.skipBlanks();
    while (!cursor.skip(')')) {
      String type = cursor.takeWhile(RuleParser::isOfType);
      cursor.skipBlanks();
      if (type.isEmpty() || !(cursor.skip(',') || cursor.isAt(')'))) {
        throw wrong(
            "expected the types of the parameters, as in charge(java.lang.String, int, byte[])");
      }
      types.add(type);
      cursor.skipBlanks();
    }
    return new MethodSelector(name, null, types);
  }

  private static boolean isOfType(int c) {
    return isOfName(c) || c == '[' || c == ']';
  }

  private static boolean isOfName(int c) {
    return Character.isJavaIdentifierPart(c) || c == '.';
  }

  private SpanRule span() throws InvalidRule {
    cursor.skipBlanks();
    int start = cursor.position();
    String name = cursor.takeWhile(Character::isLetter);
    SpanType type = Options.type(name);
    if (type == null) {
      throw new InvalidRule(
          start,
          "'%s' is not a type of span; write one of %s"
              .formatted(name, String.join(", ", Options.typeNames())));
    }
    Map<String, Expression> options = new LinkedHashMap<>();
    cursor.skipBlanks();
    if (cursor.skip('(')) {
      options(type, options);
    }
    cursor.skipBlanks();
    if (!cursor.atEnd()) {
      throw wrong("unexpected %s; rules are separated by ';'".formatted(cursor.here()));
    }
    return new SpanRule(type, options);
  }

  private void options(SpanType type, Map<String, Expression> options) throws InvalidRule {
    skipSeparators();
    while (!cursor.skip(')')) {
      int start = cursor.position();
      String option =
          cursor.takeWhile(c -> Character.isJavaIdentifierPart(c) || "-.".indexOf(c) >= 0);
      if (option.isEmpty()) {
        throw wrong("expected an option or ')', as in handoff(target=$1.name)");
      }
      Options.check(type, option, start);
      cursor.skipBlanks();
      if (!cursor.skip('=')) {
        throw wrong("expected '=' after '%s', as in %s=$1".formatted(option, option));
      }
      int value = cursor.position();
      Expression expression = ExpressionParser.read(cursor);
      Options.check(type, option, expression, value);
      options.put(option, expression);
      skipSeparators();
    }
  }

  private void skipSeparators() {
    cursor.takeWhile(c -> Character.isWhitespace(c) || c == ',');
  }

  private InvalidRule wrong(String message) {
    return new InvalidRule(cursor.position(), message);
  }
}
