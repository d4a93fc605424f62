// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.Samples;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import dev.clew.exporter.otlp.semconv.Profile;
import dev.clew.exporter.otlp.semconv.SpanConventions.Words;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vocabularies beside OpenTelemetry's own. */
class OpenInferenceTest {
  @Test
  void generation_isFlattened() {
    Map<String, Object> attributes = encoded(Samples.generation(), Words.OPENINFERENCE);

    assertThat(attributes)
        .containsEntry("openinference.span.kind", "LLM")
        .containsEntry("session.id", "conversation-7")
        .containsEntry("llm.model_name", "gpt-4o-mini-2024-07-18")
        .containsEntry("llm.token_count.prompt", 310L)
        .containsEntry("llm.token_count.total", 335L)
        .containsEntry("llm.token_count.prompt_details.cache_read", 128L)
        .containsEntry("llm.input_messages.0.message.content", "secret instruction")
        .containsEntry(
            "llm.input_messages.1.message.contents.0.message_content.text", "secret question")
        .containsEntry(
            "llm.input_messages.1.message.contents.1.message_content.image.image.url", "secret:uri")
        .containsEntry("llm.input_messages.2.message.tool_call_id", "call_0")
        .containsEntry(
            "llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "computeRefund")
        .containsEntry("input.value", "secret question")
        .containsEntry("output.value", "secret answer")
        .containsEntry("llm.cost.total", 0.25)
        .containsEntry(
            "llm.tools.0.tool.json_schema",
            "{\"type\":\"function\",\"function\":{\"name\":\"computeRefund\",\"description\":\"secret"
                + " description\",\"parameters\":{\"type\":\"secret object\"}}}");
    assertThat(attributes.keySet()).noneMatch(key -> key.startsWith("gen_ai."));
  }

  @Test
  void retrieval_tellsItsDocuments() {
    RetrievalData data =
        new RetrievalData(
            "fares",
            "when?",
            5,
            List.of(Map.of("text", "at nine", "score", 0.9, "source", "a.md")));

    assertThat(encoded(data, Words.OPENINFERENCE))
        .containsEntry("openinference.span.kind", "RETRIEVER")
        .containsEntry("input.value", "when?")
        .containsEntry("retrieval.documents.0.document.content", "at nine")
        .containsEntry("retrieval.documents.0.document.score", 0.9)
        .containsEntry("retrieval.documents.0.document.id", "a.md");
  }

  @Test
  void langfuse_getsWhatItDoesNotInfer() {
    assertThat(encoded(new GuardrailData("pii", false, Map.of()), Words.GEN_AI, Words.LANGFUSE))
        .containsEntry("langfuse.observation.type", "guardrail");
    assertThat(encoded(Samples.generation(), Words.GEN_AI, Words.LANGFUSE))
        .containsEntry("langfuse.observation.type", "generation")
        .containsEntry("gen_ai.usage.cost", 0.25)
        .containsEntry(
            "langfuse.observation.completion_start_time", "2026-11-21T07:38:12.243456789Z");
  }

  private static Map<String, Object> encoded(SpanData data, Words... words) {
    SpanRecord span =
        SpanRecords.withAttributes(Samples.span(2, data), Map.of("clew.cost.total", 0.25));
    HttpTarget nowhere =
        new HttpTarget(
            URI.create("http://localhost"), Map.of(), false, Exporters.PATIENT, TlsFiles.none());
    OtlpExporter exporter = Exporters.of(nowhere, new ArrayList<>(), Profile.V1_41, words);
    try {
      return ProtoMaps.of(
          ExportTraceServiceRequest.parseFrom(exporter.encode(List.of(span)))
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpans(0));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
