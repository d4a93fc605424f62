// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static dev.clew.instrumentation.openai.chat.HookedClient.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.openai.core.http.HttpResponseFor;
import com.openai.models.chat.completions.ChatCompletion;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.Call;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.Reply;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.SpanTree;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ChatHookTest {
  private static final dev.clew.examples.modelserver.Usage COUNTS =
      dev.clew.examples.modelserver.Usage.of(12, 5).withCached(8).withReasoning(2);

  @Test
  void create_plainQuestion_recordsEverything() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine.").usage(COUNTS))) {
      ChatCompletion answer =
          hooked.create(ask("How are you?").addSystemMessage("Be brief.").build());

      assertThat(answer.choices().get(0).message().content()).contains("Fine.");
      FinishedSpan span = hooked.spans.only();
      assertThat(span.name()).isEqualTo("chat gpt-4o-mini");
      assertThat(span.type()).isEqualTo(SpanType.GENERATION);
      assertThat(span.status()).isEqualTo(SpanStatus.OK);
      assertThat(span.firstChunkEpochNanos()).isNull();
      assertThat(span.attributes()).containsExactly(entry("http.response.status_code", 200L));
      assertThat(span.events()).isEmpty();
      GenerationData data = SpanRecorder.data(span, GenerationData.class);
      assertThat(data)
          .isEqualTo(
              new GenerationData(
                  "openai",
                  hooked.server.baseUrl(),
                  "gpt-4o-mini",
                  "gpt-4o-mini-2024-07-18",
                  answer.id(),
                  false,
                  Map.of(),
                  List.of(
                      Message.text("user", "How are you?"), Message.text("system", "Be brief.")),
                  List.of(Message.text("assistant", "Fine.")),
                  List.of(),
                  List.of("stop"),
                  new Usage(12L, 5L, 17L, 8L, null, 2L, 0L, 0L, false),
                  data.details()));
      assertThat(data.details())
          .containsEntry("service_tier", "default")
          .containsEntry("system_fingerprint", "fp_5ca1ab1e00")
          .containsOnlyKeys("service_tier", "system_fingerprint", "response_headers");
      assertThat(data.details().get("response_headers"))
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
          .containsEntry("x-request-id", "req_00000001")
          .containsEntry("x-ratelimit-remaining-tokens", "199000")
          .doesNotContainKeys("authorization", "date");
    }
  }

  @Test
  void create_secretKey_isNowhereOnTheSpan() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine."))) {
      hooked.create(ask("Hi").build());

      assertThat(hooked.spans.only(GenerationData.class).toString()).doesNotContain("sk-secret");
    }
  }

  @Test
  void parse_twice_endsOnce() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine."))) {
      HttpResponseFor<ChatCompletion> response = hooked.raw(ask("Hi").build());

      assertThat(hooked.spans.spans()).isEmpty();
      assertThat(response.parse()).isSameAs(response.parse());
      response.close();

      assertThat(hooked.spans.only().status()).isEqualTo(SpanStatus.OK);
      assertThat(hooked.spans.only().attributes()).doesNotContainKey("clew.end_reason");
    }
  }

  @Test
  void close_withoutParsing_endsUnparsed() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine."))) {
      try (HttpResponseFor<ChatCompletion> response = hooked.raw(ask("Hi").build())) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.requestId()).contains("req_00000001");
      }

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.OK);
      assertThat(span.attributes())
          .containsExactly(
              entry("http.response.status_code", 200L), entry("clew.end_reason", "unparsed"));
      GenerationData data = SpanRecorder.data(span, GenerationData.class);
      assertThat(data.output()).isEmpty();
      assertThat(data.usage()).isNull();
    }
  }

  @Test
  void body_readToItsEnd_endsUnparsedAndIsUntouched() throws Exception {
    try (HookedClient hooked = new HookedClient(Reply.text("Grüße, 世界"))) {
      InputStream body = hooked.raw(ask("Hi").build()).body();
      assertThat(hooked.spans.spans()).isEmpty();

      String json = new String(body.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(json).contains("Grüße, 世界");
      assertThat(hooked.spans.only().attributes()).containsEntry("clew.end_reason", "unparsed");
    }
  }

  @Test
  void create_underGeneration_enrichesItInsteadOfStartingASpan() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine.").usage(COUNTS))) {
      GenerationData known =
          new GenerationData.Builder().provider("framework").requestModel("gpt-4o-mini").build();
      Span outer = hooked.spans.tracer().start(SpanType.GENERATION, "outer", () -> known);

      try (Scope ignored = Context.current().with(outer).makeCurrent()) {
        hooked.create(ask("Hi").build());
        assertThat(hooked.spans.spans()).isEmpty();
      }
      outer.end();

      assertThat(hooked.spans.only().name()).isEqualTo("outer");
      GenerationData data = hooked.spans.only(GenerationData.class);
      assertThat(data.provider()).isEqualTo("framework");
      assertThat(data.serverAddress()).isEqualTo(hooked.server.baseUrl());
      assertThat(data.responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
      assertThat(data.output()).containsExactly(Message.text("assistant", "Fine."));
      assertThat(data.usage()).extracting(Usage::cachedInput).isEqualTo(8L);
    }
  }

  @Test
  void create_underAgent_isItsChildAndLeavesTheContextUnchanged() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine."))) {
      Span agent =
          hooked
              .spans
              .tracer()
              .start(SpanType.AGENT, "agent", () -> new GenerationData.Builder().build());

      try (Scope ignored = Context.current().with(agent).makeCurrent()) {
        hooked.create(ask("Hi").build());
        assertThat(Context.current().span()).isSameAs(agent);
      }

      assertThat(hooked.spans.only().parentId()).isEqualTo(agent.spanId());
      assertThat(Context.current().span()).isNull();
    }
  }

  @Test
  void create_clientThatHidesItsOptions_isTracedWithoutAddress() {
    try (HookedClient hooked = new HookedClient()) {
      hooked.hook.exit(hooked.hook.enter(new Call(new Object(), ask("Hi").build())), null, null);

      GenerationData data = hooked.spans.only(GenerationData.class);
      assertThat(data.serverAddress()).isNull();
      assertThat(data.requestModel()).isEqualTo("gpt-4o-mini");
    }
  }

  @Test
  void create_underTheModerationOfAFramework_isAGenerationOfItsOwn() {
    try (HookedClient hooked = new HookedClient(Reply.text("harmless"))) {
      Span above =
          hooked
              .spans
              .tracer()
              .start(
                  SpanType.GUARDRAIL,
                  "moderation judge",
                  () -> new GuardrailData("moderation", false, Map.of()));
      try (Scope ignored = Context.current().with(above).makeCurrent()) {
        hooked.create(ask("Is it a threat?").build());
      }
      above.end();

      assertThat(SpanTree.of(hooked.spans.spans()))
          .hasToString("guardrail moderation judge\n  generation chat gpt-4o-mini\n");
    }
  }
}
