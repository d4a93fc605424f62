// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

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
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.semconv.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How spans are represented: their names, kinds, and attributes under one or more conventions. */
public final class SpanConventions {
  /** The conventions to choose from; each comes with Clew's own attributes for what none covers. */
  public enum Words {
    GEN_AI,
    OPENINFERENCE,
    LANGFUSE
  }

  /** OTLP's span kinds, as far as Clew uses them. */
  public enum Kind {
    INTERNAL(1),
    CLIENT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }

  private final List<AttributeConvention> conventions = new ArrayList<>();
  private final @Nullable String schemaUrl;

  public SpanConventions(Set<Words> words, Profile profile) {
    conventions.add(new ClewAttributes());
    if (words.contains(Words.GEN_AI)) {
      conventions.add(new GenAiAttributes(profile));
    }
    if (words.contains(Words.OPENINFERENCE)) {
      conventions.add(new OpenInferenceAttributes());
    }
    if (words.contains(Words.LANGFUSE)) {
      conventions.add(new LangfuseAttributes());
    }
    this.schemaUrl = words.contains(Words.GEN_AI) ? profile.schemaUrl() : null;
  }

  /** Returns the URL of the schema that the attributes follow, or null. */
  public @Nullable String schemaUrl() {
    return schemaUrl;
  }

  /** Returns the name that the conventions prescribe, or the span's own if they prescribe none. */
  public String name(SpanRecord span) {
    return span.data().accept(new Name(span.name()));
  }

  /** Returns whether the span left the process, judging by its type. */
  public Kind kind(SpanData data) {
    return switch (data.type()) {
      case GENERATION, RESPONSE, EMBEDDING, RETRIEVAL, MCP -> Kind.CLIENT;
      case AGENT, FUNCTION, HANDOFF, GUARDRAIL, CUSTOM -> Kind.INTERNAL;
    };
  }

  /** Adds everything that is small and cannot fail to be encoded. */
  public void describe(SpanRecord span, Attributes attributes) {
    for (AttributeConvention each : conventions) {
      each.describe(span, attributes);
    }
  }

  /** Adds the content. */
  public void describeContent(SpanRecord span, Attributes attributes) {
    for (AttributeConvention each : conventions) {
      each.describeContent(span, attributes);
    }
  }

  /** The name of a span: an operation and its object. */
  private record Name(String own) implements SpanData.Visitor<String, RuntimeException> {

    @Override
    public String visit(AgentData data) {
      return named(Operation.INVOKE_AGENT, data.name());
    }

    @Override
    public String visit(CustomData data) {
      return own;
    }

    @Override
    public String visit(EmbeddingData data) {
      return named(Operation.EMBEDDINGS, data.requestModel());
    }

    @Override
    public String visit(FunctionData data) {
      return named(Operation.EXECUTE_TOOL, data.name());
    }

    @Override
    public String visit(GenerationData data) {
      return named(Operation.of(data, own), data.requestModel());
    }

    @Override
    public String visit(GuardrailData data) {
      return own;
    }

    @Override
    public String visit(HandoffData data) {
      return own;
    }

    @Override
    public String visit(McpData data) {
      return own;
    }

    @Override
    public String visit(ResponseData data) {
      return visit(data.generation());
    }

    @Override
    public String visit(RetrievalData data) {
      return named(Operation.RETRIEVAL, data.source());
    }

    private static String named(String operation, @Nullable String what) {
      return what == null || what.isEmpty() ? operation : operation + " " + what;
    }
  }
}
