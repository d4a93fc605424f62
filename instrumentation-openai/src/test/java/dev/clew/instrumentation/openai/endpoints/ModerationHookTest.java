// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.moderations.ModerationCreateParams;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.HookedApi;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.SpanTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class ModerationHookTest {
  private final HookedApi api = new HookedApi();
  private final ModerationCreateParams params =
      ModerationCreateParams.builder()
          .model("omni-moderation-latest")
          .input("a secret threat")
          .build();

  @AfterEach
  void close() {
    api.close();
  }

  private static String answer(boolean flagged) {
    return """
        {"id":"modr-1","model":"omni-moderation-latest","results":[{"flagged":%s,
         "categories":{"harassment":false,"violence":%s},
         "category_scores":{"harassment":0.1,"violence":0.9}}]}"""
        .formatted(flagged, flagged);
  }

  private void create() {
    var service = api.client.withRawResponse().moderations();
    HookedApi.around(new EndpointHook(api.calls), service, params, () -> service.create(params))
        .parse();
  }

  @Test
  void create_flaggedText_isATriggeredGuardrail() {
    api.server.json(answer(true));

    create();

    assertThat(api.spans.only().type()).isEqualTo(SpanType.GUARDRAIL);
    assertThat(api.spans.only().name()).isEqualTo("moderation omni-moderation-latest");
    GuardrailData data = api.spans.only(GuardrailData.class);
    assertThat(data.triggered()).isTrue();
    assertThat(data.details())
        .containsEntry("response_id", "modr-1")
        .containsEntry(
            "results",
            List.of(
                Map.of(
                    "flagged", true,
                    "categories", List.of("violence"),
                    "category_scores", Map.of("harassment", 0.1, "violence", 0.9))));
    assertThat(data.toString()).doesNotContain("a secret threat");
  }

  @Test
  void create_harmlessText_isNotTriggered() {
    api.server.json(answer(false));

    create();

    assertThat(api.spans.only(GuardrailData.class).triggered()).isFalse();
  }

  @Test
  void createAsync_flaggedText_isTriggered() {
    api.server.json(answer(true));
    var service = api.client.async().withRawResponse().moderations();

    HookedApi.around(new EndpointHook(api.calls), service, params, () -> service.create(params))
        .join()
        .parse();

    assertThat(api.spans.only(GuardrailData.class).triggered()).isTrue();
  }

  @Test
  void create_underTheModerationOfAFramework_onlyAddsToItsSpan() {
    api.server.json(answer(true));

    Span above = startAbove(SpanType.GUARDRAIL, "moderation omni-moderation-latest");
    try (Scope ignored = Context.current().with(above).makeCurrent()) {
      create();
    }
    above.end();

    GuardrailData data = SpanRecorder.data(api.spans.only(), GuardrailData.class);
    assertThat(data.details()).containsEntry("response_id", "modr-1");
  }

  @Test
  void create_underAnyOtherGuardrail_isASpanOfItsOwn() {
    api.server.json(answer(true));

    Span above = startAbove(SpanType.GUARDRAIL, "NoThreats");
    try (Scope ignored = Context.current().with(above).makeCurrent()) {
      create();
    }
    above.end();

    assertThat(SpanTree.of(api.spans.spans()))
        .hasToString("guardrail NoThreats\n  guardrail moderation omni-moderation-latest\n");
  }

  private Span startAbove(SpanType type, String name) {
    return api.spans.tracer().start(type, name, () -> new GuardrailData(name, false, Map.of()));
  }
}
