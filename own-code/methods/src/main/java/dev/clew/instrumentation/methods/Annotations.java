// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.hook.MethodSelection;
import dev.clew.api.hook.MethodSelection.ClassSelector;
import dev.clew.api.hook.MethodSelection.Kind;
import dev.clew.api.hook.MethodSelection.MethodSelector;
import dev.clew.api.hook.SelectedMethod;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.methods.rule.Expression;
import dev.clew.instrumentation.methods.rule.Expression.Literal;
import dev.clew.instrumentation.methods.rule.ExpressionParser;
import dev.clew.instrumentation.methods.rule.InvalidRule;
import dev.clew.instrumentation.methods.rule.Options;
import dev.clew.instrumentation.methods.rule.SpanRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The annotations of {@code dev.clew.annotation}, recognised by name in class files. An attribute
 * that begins with a dollar sign is an expression, as in a rule; any other is a text.
 */
public final class Annotations {
  /** How the labels of these selections start. */
  static final String MARK = "@";

  private static final String PACKAGE = "dev.clew.annotation.";

  private static final Map<String, SpanType> TYPES =
      Map.of(
          "AgentSpan", SpanType.AGENT,
          "ToolSpan", SpanType.FUNCTION,
          "HandoffSpan", SpanType.HANDOFF,
          "GuardrailSpan", SpanType.GUARDRAIL,
          "Traced", SpanType.CUSTOM);

  private Annotations() {}

  /** Returns a selection for each annotation. */
  public static List<MethodSelection> selections() {
    List<MethodSelection> selections = new ArrayList<>();
    for (String name : TYPES.keySet().stream().sorted().toList()) {
      selections.add(
          MethodsModule.selection(
              new ClassSelector(Kind.PATTERN, "*"),
              List.of(new MethodSelector("*", PACKAGE + name, null)),
              MARK + name));
    }
    return selections;
  }

  /** Returns what the annotation of a method says. */
  static SpanRule rule(SelectedMethod selected) throws InvalidRule {
    SpanType type = TYPES.getOrDefault(selected.label().substring(MARK.length()), SpanType.CUSTOM);
    String named = selected.values().get("type");
    type = named == null ? type : SpanType.valueOf(named);
    Map<String, Expression> options = new LinkedHashMap<>();
    for (Map.Entry<String, String> attribute : selected.values().entrySet()) {
      String name = attribute.getKey();
      String value = attribute.getValue();
      if (name.equals("metadata")) {
        for (String pair : value.split("\n")) {
          int equals = pair.indexOf('=');
          if (equals > 0) {
            options.put(
                Options.METADATA + pair.substring(0, equals).strip(),
                expression(pair.substring(equals + 1).strip()));
          }
        }
      } else if (!name.equals("type") && !value.isEmpty()) {
        Expression expression = expression(value);
        Options.check(type, name, expression);
        options.put(name, expression);
      }
    }
    return new SpanRule(type, options);
  }

  private static Expression expression(String value) throws InvalidRule {
    return value.startsWith("$") || value.startsWith("!$")
        ? ExpressionParser.read(value)
        : new Literal(value);
  }
}
