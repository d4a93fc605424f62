// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import java.time.Instant;

/** The attributes that Langfuse reads in addition to the GenAI conventions. */
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
    return switch (data.type()) {
      case GENERATION, RESPONSE -> "generation";
      case AGENT -> "agent";
      case FUNCTION -> "tool";
      case GUARDRAIL -> "guardrail";
      case RETRIEVAL -> "retriever";
      case EMBEDDING -> "embedding";
      case HANDOFF, MCP, CUSTOM -> "span";
    };
  }
}
