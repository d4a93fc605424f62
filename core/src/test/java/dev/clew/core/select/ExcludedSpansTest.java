// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.core.trace.SpanExclusion.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcludedSpansTest {
  private static final String SETTING = "clew.exclude";

  private final List<String> warnings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "agent:Warmup*, AGENT, WarmupAgent, SUBTREE",
    "agent:Warmup*, FUNCTION, WarmupAgent, NOTHING",
    "tool:ping, FUNCTION, ping, SPAN",
    "tool:ping, HANDOFF, ping, NOTHING",
    "TOOL : ping, FUNCTION, ping, SPAN",
    "model:*-embedding-*, EMBEDDING, embeddings text-embedding-3-small, SPAN",
    "model:gpt-4o, GENERATION, chat gpt-4o, SPAN",
    "model:gpt-4o, GENERATION, chat gpt-4o-mini, NOTHING",
    "model:*, GENERATION, chat, NOTHING",
    "model:llama3:8b, RESPONSE, response llama3:8b, SPAN",
    "model:gpt-4o, FUNCTION, chat gpt-4o, NOTHING",
  })
  void rule_excludesByTypeAndName(String rule, SpanType type, String name, Extent extent) {
    assertThat(excluded(rule).of(type, name, ofMethod(null))).isEqualTo(extent);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "method:com.acme.Billing[charge], com.acme.Billing.charge, SPAN",
    "method:com.acme.Billing[charge], com.acme.Billing.refund, NOTHING",
    "'method:com.acme.Billing[charge|refund]', com.acme.Billing.refund, SPAN",
    "'method:com.acme.*[get*, is*]', com.acme.a.B.isOpen, SPAN",
    "method:com.acme.Billing[*], com.acme.Billing$Inner.charge, NOTHING",
    "method:com.acme.Billing[*], , NOTHING",
  })
  void methodRule_excludesByClassAndMethod(String rule, String method, Extent extent) {
    assertThat(excluded(rule).of(SpanType.AGENT, "any", ofMethod(method))).isEqualTo(extent);
    assertThat(warnings).isEmpty();
  }

  @Test
  void model_thatIsKnownAtTheEndOnly_isExcludedThen() {
    ExcludedSpans excluded = excluded("model:gpt-4o-2024*");
    GenerationData answered =
        new GenerationData.Builder().requestModel("gpt-4o").responseModel("gpt-4o-2024-08").build();

    assertThat(excluded.excludes(answered)).isTrue();
    assertThat(excluded.excludes(new ResponseData(answered, null, null, null))).isTrue();
    assertThat(excluded.excludes(new EmbeddingData(null, "gpt-4o-2024", null, null, null, null)))
        .isTrue();
    assertThat(excluded.excludes(new GenerationData.Builder().requestModel("gpt-4o").build()))
        .isFalse();
    assertThat(excluded.excludes(new CustomData("gpt-4o-2024", Map.of()))).isFalse();
  }

  @Test
  void rules_areAlternatives() {
    ExcludedSpans excluded = excluded("agent:Warmup*; tool:ping;; model:*-embedding-* ;");

    assertThat(excluded.of(SpanType.AGENT, "Warmup", ofMethod(null))).isEqualTo(Extent.SUBTREE);
    assertThat(excluded.of(SpanType.FUNCTION, "ping", ofMethod(null))).isEqualTo(Extent.SPAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~",
      textBlock =
          """
          tool:ping; ping ~ clew.exclude, column 12: expected agent:, tool:, model: or method: and a name, as in tool:ping, instead of 'ping'; ignoring this rule
          error; tool:ping ~ clew.exclude, column 1: expected agent:, tool:, model: or method: and a name, as in tool:ping, instead of 'error'; ignoring this rule
          tool:ping; agent: ~ clew.exclude, column 18: expected a name after 'agent:', with * for any characters; ignoring this rule
          method:com.acme.Billing; tool:ping ~ clew.exclude, column 8: expected a class and its methods, as in method:com.acme.Billing[charge|refund], with * for any characters, instead of 'com.acme.Billing'; ignoring this rule
          method:com.acme.Billing+[charge]; tool:ping ~ clew.exclude, column 8: expected a class and its methods, as in method:com.acme.Billing[charge|refund], with * for any characters, instead of 'com.acme.Billing+[charge]'; ignoring this rule
          method:a.B[@Tool]; tool:ping ~ clew.exclude, column 12: expected the names of methods, as in [charge|refund], instead of '@Tool'; ignoring this rule
          """)
  void wrongRule_getsOneLine_andTheOthersCount(String text, String line) {
    ExcludedSpans excluded = excluded(text);

    assertThat(warnings).containsExactly(line);
    assertThat(excluded.of(SpanType.FUNCTION, "ping", ofMethod(null))).isEqualTo(Extent.SPAN);
  }

  @Test
  void noRule_isNothing() {
    assertThat(ExcludedSpans.of(SETTING, "", warnings::add)).isNull();
    assertThat(ExcludedSpans.of(SETTING, "nonsense", warnings::add)).isNull();
  }

  @Test
  void ruleThatExcludedNothing_isNamed() {
    ExcludedSpans excluded = excluded("tool:ping; tool:pong; model:gpt*");
    excluded.of(SpanType.FUNCTION, "ping", ofMethod(null));
    excluded.excludesAndCounts(new GenerationData.Builder().requestModel("gpt-4o").build());

    assertThat(excluded.findings())
        .extracting(Finding::text)
        .containsExactly("The rule 'tool:pong' of clew.exclude has excluded nothing.");
  }

  private ExcludedSpans excluded(String text) {
    return Objects.requireNonNull(ExcludedSpans.of(SETTING, text, warnings::add));
  }

  static Payload ofMethod(String method) {
    return new Payload() {
      @Override
      public SpanData render() {
        throw new AssertionError("content must not be read when a span starts");
      }

      @Override
      public String applicationMethod() {
        return method;
      }
    };
  }
}
