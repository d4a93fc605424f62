// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.api.hook.MethodSelection.ClassSelector;
import dev.clew.api.hook.MethodSelection.Kind;
import dev.clew.api.hook.MethodSelection.MethodSelector;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.methods.rule.Expression.Literal;
import dev.clew.instrumentation.methods.rule.Expression.Root;
import dev.clew.instrumentation.methods.rule.Expression.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuleParserTest {
  @Test
  void rule_namesClassMethodAndType() throws InvalidRule {
    MethodRule rule = RuleParser.rule("com.acme.Billing[charge]=function");

    assertThat(rule.classes()).isEqualTo(new ClassSelector(Kind.EXACT, "com.acme.Billing"));
    assertThat(rule.methods()).containsExactly(new MethodSelector("charge", null, null));
    assertThat(rule.span().type()).isEqualTo(SpanType.FUNCTION);
    assertThat(rule.span().options()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Tool+, SUBTYPES, com.acme.Tool",
    "@com.acme.Action, ANNOTATED, com.acme.Action",
    "com.acme.*.Tool*, PATTERN, com.acme.*.Tool*",
    "*, PATTERN, *",
    "com.acme.Desk$Router, EXACT, com.acme.Desk$Router",
    "Main, EXACT, Main"
  })
  void classes_areSelectedInFourWays(String text, Kind kind, String name) throws InvalidRule {
    assertThat(RuleParser.rule(text + "[run]=agent").classes())
        .isEqualTo(new ClassSelector(kind, name));
  }

  @Test
  void methods_areSelectedByNamePatternTypesAndAnnotation() throws InvalidRule {
    MethodRule rule =
        RuleParser.rule("a.B [ run*| pay(java.lang.String, byte[]), stop() | @a.Action ] = custom");

    assertThat(rule.methods())
        .containsExactly(
            new MethodSelector("run*", null, null),
            new MethodSelector("pay", null, List.of("java.lang.String", "byte[]")),
            new MethodSelector("stop", null, List.of()),
            new MethodSelector("*", "a.Action", null));
  }

  @ParameterizedTest
  @EnumSource(SpanType.class)
  void everyType_canBeNamed(SpanType type) throws InvalidRule {
    String name = type.name().toLowerCase(java.util.Locale.ROOT);

    assertThat(RuleParser.rule("a.B[c]=" + name).span().type()).isEqualTo(type);
  }

  @Test
  void options_areSeparatedByCommasOrBlanks() throws InvalidRule {
    SpanRule span =
        RuleParser.span(
            "generation(model=$this.name, provider='acme' inputTokens=12,metadata.team=\"a b\")");

    assertThat(span.option("model"))
        .isEqualTo(new Value(Root.THIS, 0, List.of("name"), false, "$this.name"));
    assertThat(span.option("provider")).isEqualTo(new Literal("acme"));
    assertThat(span.option("inputTokens")).isEqualTo(new Literal(12L));
    assertThat(span.option("metadata.team")).isEqualTo(new Literal("a b"));
  }

  @Test
  void expression_negatesABoolean() throws InvalidRule {
    assertThat(ExpressionParser.read("!$result.safe"))
        .isEqualTo(new Value(Root.RESULT, 0, List.of("safe"), true, "!$result.safe"));
    assertThat(ExpressionParser.read("$12.a.b"))
        .isEqualTo(new Value(Root.ARGUMENT, 11, List.of("a", "b"), false, "$12.a.b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a.B=function#3#expected the methods of the class in brackets, as in"
            + " com.acme.Billing[charge]=function",
        "a.B[c=function#5#expected ']' after the methods, as in com.acme.Billing[charge|refund]",
        "a.B[]=function#4#expected the name of a method, * for any, or @ and an annotation",
        "a..B[c]=function#2#expected the full name of a class, with + for its subtypes, * for any"
            + " characters or @ for an annotation, as in com.acme.Tool+[run]",
        "a.B[c]#6#expected '=' and the type of the span, as in com.acme.Billing[charge]=function",
        "a.B[c]=funktion#7#'funktion' is not a type of span; write one of agent, generation,"
            + " response, function, handoff, guardrail, embedding, retrieval, mcp, custom",
        "a.B[c]=function(target=$1)#16#function has no option 'target'; it has name, group,"
            + " input, output, metadata.<key>",
        "a.B[c]=handoff(target=name)#22#expected a value such as $1, $1.name, $this, $result or"
            + " 'text'; a text needs quotes: 'name'",
        "a.B[c]=handoff(target=$name)#22#'$name' is unknown; write $1 for the first argument,"
            + " $this or $result",
        "a.B[c]=handoff(target=$1.getName())#32#methods are written as properties: $1.name reads"
            + " getName() or name()",
        "a.B[c]=handoff(target=$1.)#25#expected a property after '.', as in $1.name",
        "a.B[c]=handoff(target='x)#22#the quote is not closed",
        "a.B[c]=function(name=$result)#21#the name cannot use $result, because it is needed"
            + " before the method runs",
        "a.B[c]=function(name)#20#expected '=' after 'name', as in name=$1",
        "a.B[c]=function(name='x'#24#expected an option or ')', as in handoff(target=$1.name)",
        "a.B[c]=function more#16#unexpected 'm'; rules are separated by ';'"
      })
  void error_saysWhereWhatAndTheRightForm(String rule, int position, String message) {
    InvalidRule invalid = catchThrowableOfType(InvalidRule.class, () -> RuleParser.rule(rule));

    assertThat(invalid).hasMessage(message);
    assertThat(invalid.position()).isEqualTo(position);
  }
}
