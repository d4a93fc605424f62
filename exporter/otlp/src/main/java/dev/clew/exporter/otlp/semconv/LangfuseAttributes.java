// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import java.time.Instant;

/** The attributes that Langfuse reads beside those of the GenAI conventions. */
final class LangfuseAttributes implements AttributeConvention {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  @Override
  public void describe(SpanRecord span, Attributes attributes) {
    attributes.text("langfuse.observation.type", type(span.data()));
    if (span.parentId() == null) {
      attributes.text("langfuse.trace.name", span.name());
    }
    Long firstChunk = span.firstChunkEpochNanos();
    if (firstChunk != null) {
      attributes.text(
          "langfuse.observation.completion_start_time",
          Instant.ofEpochSecond(firstChunk / NANOS_PER_SECOND, firstChunk % NANOS_PER_SECOND)
              .toString());
    }
    if (span.attributes().get("clew.cost.total") instanceof Number cost) {
      attributes.decimal("gen_ai.usage.cost", cost);
    }
  }

  @Override
  public void describeContent(SpanRecord span, Attributes attributes) {}

  private static String type(SpanData data) {
    if (data instanceof GenerationData || data instanceof ResponseData) {
      return "generation";
    }
    if (data instanceof AgentData) {
      return "agent";
    }
    if (data instanceof FunctionData) {
      return "tool";
    }
    if (data instanceof GuardrailData) {
      return "guardrail";
    }
    if (data instanceof RetrievalData) {
      return "retriever";
    }
    return data instanceof EmbeddingData ? "embedding" : "span";
  }
}
