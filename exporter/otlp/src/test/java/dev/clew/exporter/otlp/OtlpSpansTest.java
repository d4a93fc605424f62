// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static dev.clew.exporter.otlp.EncodedSpans.encoded;
import static dev.clew.exporter.otlp.EncodedSpans.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.Samples;
import dev.clew.exporter.otlp.semconv.Profile;
import dev.clew.exporter.otlp.semconv.SpanConventions.Words;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a span of each type says in the GenAI conventions, read by the official classes. */
class OtlpSpansTest {
  @Test
  void idsTimesAndStatus_areTheSpans() {
    SpanRecord given = Samples.span(2, Samples.generation());

    Span span = encoded(given);

    assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray()))
        .isEqualTo(given.traceId());
    assertThat(HexFormat.of().formatHex(span.getSpanId().toByteArray())).isEqualTo(given.spanId());
    assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray()))
        .isEqualTo(given.parentId());
    assertThat(span.getStartTimeUnixNano()).isEqualTo(given.startEpochNanos());
    assertThat(span.getEndTimeUnixNano()).isEqualTo(given.endEpochNanos());
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("no seat map");
    assertThat(span.getFlags()).isEqualTo(0x101);
  }

  @Test
  void error_isAnEventAndAnAttribute() {
    Span span = encoded(Samples.span(2, Samples.generation()));

    assertThat(ProtoMaps.of(span)).containsEntry("error.type", "java.lang.IllegalStateException");
    assertThat(span.getEventsList())
        .extracting(Span.Event::getName)
        .containsExactly("retry", "exception");
    assertThat(ProtoMaps.of(span.getEvents(0).getAttributesList()))
        .isEqualTo(Map.of("clew.event.detail", "429"));
    assertThat(ProtoMaps.of(span.getEvents(1).getAttributesList()))
        .isEqualTo(
            Map.of(
                "exception.type", "java.lang.IllegalStateException",
                "exception.message", "no seat map",
                "exception.stacktrace", "java.lang…\n\tat x"));
  }

  @Test
  void root_hasNoParent_andACancelledSpanNoError() {
    SpanRecord given =
        SpanRecords.withStatus(Samples.span(1, Samples.generation()), SpanStatus.CANCELLED);

    Span span = encoded(given);

    assertThat(span.getParentSpanId().isEmpty()).isTrue();
    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(ProtoMaps.of(span)).containsEntry("clew.status", "cancelled");
  }

  @Test
  void generation_isAChatOfAClient() {
    Span span = encoded(plain(Samples.generation()));

    assertThat(span.getName()).isEqualTo("chat gpt-4o-mini");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("clew.span.type", "generation");
    expected.put("server.address", "models.example");
    expected.put("server.port", 443L);
    expected.put("gen_ai.operation.name", "chat");
    expected.put("gen_ai.provider.name", "openai");
    expected.put("gen_ai.request.model", "gpt-4o-mini");
    expected.put("gen_ai.response.model", "gpt-4o-mini-2024-07-18");
    expected.put("gen_ai.response.id", "chatcmpl-1");
    expected.put("gen_ai.response.finish_reasons", List.of("tool_calls", "content_filter"));
    expected.put("gen_ai.request.stream", true);
    expected.put("gen_ai.response.time_to_first_chunk", 0.119999998);
    expected.put("openai.api.type", "chat_completions");
    expected.put("gen_ai.usage.input_tokens", 310L);
    expected.put("gen_ai.usage.output_tokens", 25L);
    expected.put("gen_ai.usage.cache_read.input_tokens", 128L);
    expected.put("gen_ai.usage.cache_creation.input_tokens", 7L);
    expected.put("gen_ai.usage.reasoning.output_tokens", 11L);
    expected.put("clew.usage.audio.input_tokens", 1L);
    expected.put("clew.usage.audio.output_tokens", 2L);
    expected.put("gen_ai.conversation.id", "conversation-7");
    expected.put("clew.response.details.created", 1_795_246_692L);
    expected.put("clew.response.details.system_fingerprint", "secret fp");
    expected.put("gen_ai.request.temperature", 0.2);
    expected.put("clew.request.parameters", "{\"user\":\"secret user\"}");
    expected.put("gen_ai.tool.definitions", "[{\"type\":\"function\",\"name\":\"computeRefund\"}]");
    Map<String, Object> found = ProtoMaps.of(span);
    found.remove("gen_ai.input.messages");
    found.remove("gen_ai.output.messages");
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void messages_areJsonOfTheConvention() {
    Map<String, Object> attributes = ProtoMaps.of(encoded(plain(Samples.generation())));

    assertThat(attributes.get("gen_ai.input.messages"))
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"secret"
                + " instruction\"}]},{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"secret"
                + " question\"},{\"type\":\"uri\",\"uri\":\"secret:uri\",\"modality\":\"image\",\"mime_type\":\"image/png\",\"bytes\":2048,\"sha256\":\"ab12\"},{\"type\":\"video_note\",\"content\":\"secret"
                + " note\"}]},{\"role\":\"tool\",\"name\":\"bot\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"call_0\",\"response\":\"secret"
                + " result\"}]},{\"role\":\"user\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"call_1\",\"response\":\"secret"
                + " one\"},{\"type\":\"tool_call_response\",\"response\":\"secret two\"}]}]");
    assertThat(attributes.get("gen_ai.output.messages"))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"secret"
                + " thought\"},{\"type\":\"text\",\"content\":\"secret"
                + " answer\"},{\"type\":\"tool_call\",\"id\":\"call_2\",\"name\":\"computeRefund\",\"arguments\":{\"secret\":1}}],\"finish_reason\":\"tool_calls\"},{\"role\":\"assistant\",\"parts\":[{\"type\":\"refusal\",\"content\":\"secret"
                + " refusal\"}],\"finish_reason\":\"content_filter\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|{\"a\":1}",
        "{\"a\":|\"{\\\"a\\\":\"",
        "{\"a\":1} x|\"{\\\"a\\\":1} x\"",
        "[9 characters withheld]|\"[9 characters withheld]\"",
        "17|\"17\""
      })
  void arguments_areJsonOnlyIfTheyAreAnObject(String arguments, String written) {
    GenerationData call =
        new GenerationData.Builder()
            .output(
                List.of(Message.of("assistant", List.of(new Part.ToolCall("1", "f", arguments)))))
            .build();

    assertThat((String) ProtoMaps.of(encoded(plain(call))).get("gen_ai.output.messages"))
        .contains("\"arguments\":" + written + "}");
  }

  @Test
  void laterProfile_hasItsOwnNames() {
    Map<String, Object> attributes =
        ProtoMaps.of(encoded(plain(Samples.generation()), Profile.GENAI_2026_10, Words.GEN_AI));

    assertThat(attributes)
        .containsEntry("gen_ai.usage.cache_write.input_tokens", 7L)
        .containsEntry("gen_ai.usage.audio.input_tokens", 1L)
        .doesNotContainKey("gen_ai.usage.cache_creation.input_tokens");
    assertThat((String) attributes.get("gen_ai.input.messages"))
        .contains("\"id\":\"call_0\",\"result\":");
  }

  @Test
  void parameters_goUnderTheConventionsNames() {
    GenerationData call =
        new GenerationData.Builder()
            .requestModel("m")
            .parameters(
                Map.of(
                    "max_completion_tokens", 100,
                    "top_k", 5,
                    "n", 2,
                    "stop", List.of("a", "b"),
                    "seed", 7,
                    "response_format", Map.of("type", "json_schema")))
            .build();

    assertThat(ProtoMaps.of(encoded(plain(call))))
        .containsEntry("gen_ai.request.max_tokens", 100L)
        .containsEntry("gen_ai.request.top_k", 5.0)
        .containsEntry("gen_ai.request.choice.count", 2L)
        .containsEntry("gen_ai.request.stop_sequences", List.of("a", "b"))
        .containsEntry("gen_ai.request.seed", 7L)
        .containsEntry("gen_ai.output.type", "json")
        .containsEntry(
            "clew.request.parameters", "{\"response_format\":{\"type\":\"json_schema\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "image_generate, generate image dall-e-3, image_generate, image",
    "[14 characters withheld], generate image dall-e-3, image_generate, image",
    "[6 characters withheld], speak tts-1, speech, speech",
    "transcription, transcribe whisper-1, transcription,",
    "[7 characters withheld], compact gpt-5, compact,",
    "turn, turn gpt-5, chat,",
    ", completion gpt-3.5, text_completion,"
  })
  void operation_isWhatTheDetailsOrTheNameSay(
      String detail, String spanName, String operation, String outputType) {
    GenerationData.Builder call = new GenerationData.Builder().requestModel("m");
    if (detail != null) {
      call.details(Map.of("operation", detail));
    }

    Span span = encoded(SpanRecords.named(plain(call.build()), spanName));

    assertThat(span.getName()).isEqualTo(operation + " m");
    assertThat(ProtoMaps.of(span)).containsEntry("gen_ai.operation.name", operation);
    assertThat(ProtoMaps.of(span).get("gen_ai.output.type")).isEqualTo(outputType);
  }

  @Test
  void rereadOfAResponse_carriesItsTokensUnderOurNames() {
    GenerationData call =
        new GenerationData.Builder()
            .details(Map.of("operation", "fetch_response"))
            .usage(Usage.of(10, 5))
            .build();

    Map<String, Object> attributes =
        ProtoMaps.of(encoded(plain(new ResponseData(call, null, "conv_1", null))));

    assertThat(attributes)
        .containsEntry("gen_ai.operation.name", "fetch_response")
        .containsEntry("clew.usage.input_tokens", 10L)
        .containsEntry("clew.usage.output_tokens", 5L);
    assertThat(attributes.keySet()).noneMatch(key -> key.startsWith("gen_ai.usage"));
  }

  @Test
  void response_namesTheApiAndWhatItContinues() {
    ResponseData response =
        new ResponseData(Samples.generation(), "resp_0", "conv_1", "be \"brief\"");

    assertThat(ProtoMaps.of(encoded(plain(response))))
        .containsEntry("clew.span.type", "response")
        .containsEntry("openai.api.type", "responses")
        .containsEntry("gen_ai.request.previous_response.id", "resp_0")
        .containsEntry(
            "gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"be \\\"brief\\\"\"}]");
  }

  @Test
  void agent_isInvokedInThisProcess_andHasNoTokens() {
    AgentData agent = (AgentData) Samples.allData().get(0);

    Span span = encoded(plain(agent));

    assertThat(span.getName()).isEqualTo("invoke_agent triage");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_INTERNAL);
    Map<String, Object> attributes = ProtoMaps.of(span);
    assertThat(attributes)
        .containsEntry("gen_ai.operation.name", "invoke_agent")
        .containsEntry("gen_ai.agent.name", "triage")
        .containsEntry("gen_ai.agent.description", "secret description")
        .containsEntry("clew.agent.handoffs", List.of("refunds"))
        .containsEntry("gen_ai.output.type", "text")
        .containsEntry("gen_ai.tool.definitions", "[{\"type\":\"function\",\"name\":\"lookup\"}]")
        .containsEntry("clew.agent.details.retries", 2L);
    assertThat((String) attributes.get("gen_ai.output.messages"))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"{\\\"secret"
                + " entry\\\":[\\\"secret output\\\",true]}\"}]}]");
    assertThat(attributes.keySet()).noneMatch(key -> key.startsWith("gen_ai.usage"));
  }

  @Test
  void function_isTheExecutionOfATool() {
    Span span =
        encoded(plain(new FunctionData("refund", "{\"a\":1}", "84", "call_2", "billing", true)));

    assertThat(span.getName()).isEqualTo("execute_tool refund");
    assertThat(ProtoMaps.of(span))
        .isEqualTo(
            Map.of(
                "clew.span.type", "function",
                "clew.mcp.server", "billing",
                "clew.tool.inferred", true,
                "gen_ai.operation.name", "execute_tool",
                "gen_ai.tool.name", "refund",
                "gen_ai.tool.type", "function",
                "gen_ai.tool.call.id", "call_2",
                "gen_ai.conversation.id", "conversation-7",
                "gen_ai.tool.call.arguments", "{\"a\":1}",
                "gen_ai.tool.call.result", "84"));
  }

  @Test
  void whatNoConventionHas_isUnderOurName() {
    assertThat(ProtoMaps.of(encoded(plain(new HandoffData("triage", "refunds", "model")))))
        .containsEntry("clew.handoff.from", "triage")
        .containsEntry("clew.handoff.to", "refunds")
        .containsEntry("clew.handoff.decided_by", "model");
    assertThat(ProtoMaps.of(encoded(plain(new GuardrailData("pii", true, Map.of("score", 0.5))))))
        .containsEntry("clew.guardrail.name", "pii")
        .containsEntry("clew.guardrail.triggered", true)
        .containsEntry("clew.guardrail.details.score", 0.5);
    assertThat(ProtoMaps.of(encoded(plain(new CustomData("turn", Map.of("x", Map.of("y", 1L)))))))
        .containsEntry("clew.custom.x", "{\"y\":1}");
    assertThat(
            ProtoMaps.of(encoded(plain(new McpData("billing", "tools/list", List.of("refund"))))))
        .containsEntry("mcp.method.name", "tools/list")
        .containsEntry("clew.mcp.server", "billing")
        .containsEntry("clew.mcp.result", List.of("refund"));
  }

  @Test
  void customDataWithManyEntries_isOneAttribute() {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      many.put("k" + i, i);
    }

    Map<String, Object> attributes = ProtoMaps.of(encoded(plain(new CustomData("job", many))));

    assertThat(attributes).hasSizeLessThan(10).containsKey("clew.custom.all");
  }

  @Test
  void embeddingAndRetrieval_haveTheirOperations() {
    Span embedding =
        encoded(plain(new EmbeddingData("openai", "te3", null, 1536, 3, Usage.of(12, 0))));
    Span retrieval = encoded(plain(new RetrievalData("fares", "when?", 5, List.of())));

    assertThat(embedding.getName()).isEqualTo("embeddings te3");
    assertThat(ProtoMaps.of(embedding))
        .containsEntry("gen_ai.embeddings.dimension.count", 1536L)
        .containsEntry("gen_ai.usage.input_tokens", 12L)
        .doesNotContainKey("gen_ai.usage.output_tokens");
    assertThat(retrieval.getName()).isEqualTo("retrieval fares");
    assertThat(ProtoMaps.of(retrieval))
        .containsEntry("gen_ai.data_source.id", "fares")
        .containsEntry("gen_ai.request.top_k", 5.0)
        .containsEntry("gen_ai.retrieval.query.text", "when?");
  }

  @Test
  void explicitAttribute_goesBeforeTheMapping_andIsThereOnce() {
    SpanRecord span =
        SpanRecords.withAttributes(
            Samples.span(2, Samples.generation()),
            Map.of("gen_ai.provider.name", "ours", "clew.cost.total", 0.25, "n", 3L));

    assertThat(ProtoMaps.of(encoded(span)))
        .containsEntry("gen_ai.provider.name", "ours")
        .containsEntry("clew.cost.total", 0.25)
        .containsEntry("n", 3L);
  }

  @Test
  void everyType_inAllVocabularies_hasNoKeyTwice() {
    for (SpanData data : Samples.allData()) {
      for (Profile profile : Profile.values()) {
        Map<String, Object> attributes =
            ProtoMaps.of(encoded(Samples.span(2, data), profile, Words.values()));

        assertThat(attributes)
            .containsEntry("clew.span.type", data.type().wireName())
            .containsKey("openinference.span.kind")
            .containsKey("langfuse.observation.type");
      }
    }
  }
}
