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
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.semconv.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenInference's attributes, as Phoenix and Arize read them. */
final class OpenInferenceAttributes implements AttributeConvention {
  private static final Map<String, String> COSTS =
      Map.of(
          "clew.cost.total", "llm.cost.total",
          "clew.cost.input", "llm.cost.prompt",
          "clew.cost.output", "llm.cost.completion");

  @Override
  public void describe(SpanRecord span, Attributes attributes) {
    attributes.text("openinference.span.kind", kind(span.data()));
    attributes.text("session.id", span.groupId());
    span.data().accept(new Facts(span, attributes));
    COSTS.forEach(
        (ours, theirs) -> {
          if (span.attributes().get(ours) instanceof Number cost) {
            attributes.decimal(theirs, cost);
          }
        });
  }

  @Override
  public void describeContent(SpanRecord span, Attributes attributes) {
    span.data().accept(new Content(attributes));
  }

  private static Attributes call(GenerationData call, String spanName, Attributes attributes) {
    attributes.text("llm.provider", call.provider());
    attributes.text("llm.system", call.provider());
    attributes.text("llm.request.model_name", call.requestModel());
    attributes.text("llm.response.model_name", call.responseModel());
    attributes.text(
        "llm.model_name",
        call.responseModel() != null ? call.responseModel() : call.requestModel());
    if (!call.finishReasons().isEmpty()) {
      attributes.text("llm.finish_reason", call.finishReasons().get(0));
    }
    if (!Operation.isReread(Operation.of(call, spanName))) {
      usage(call.usage(), attributes);
    }
    return attributes;
  }

  private static Attributes usage(@Nullable Usage usage, Attributes attributes) {
    if (usage == null) {
      return attributes;
    }
    attributes.number("llm.token_count.prompt", usage.input());
    attributes.number("llm.token_count.completion", usage.output());
    attributes.number("llm.token_count.total", usage.total());
    attributes.number("llm.token_count.prompt_details.cache_read", usage.cachedInput());
    attributes.number("llm.token_count.prompt_details.cache_write", usage.cacheWriteInput());
    attributes.number("llm.token_count.prompt_details.audio", usage.audioInput());
    attributes.number("llm.token_count.completion_details.reasoning", usage.reasoning());
    attributes.number("llm.token_count.completion_details.audio", usage.audioOutput());
    return attributes;
  }

  private static Attributes documents(
      List<Map<String, @Nullable Object>> documents, Attributes attributes) {
    for (int i = 0; i < documents.size(); i++) {
      String prefix = "retrieval.documents." + i + ".document.";
      Map<String, @Nullable Object> document = documents.get(i);
      attributes.text(prefix + "content", JsonAttribute.textOrJson(document.get("text")));
      if (document.get("score") instanceof Number score) {
        attributes.decimal(prefix + "score", score);
      }
      attributes.text(prefix + "id", JsonAttribute.textOrJson(document.get("source")));
    }
    return attributes;
  }

  static Attributes io(String direction, @Nullable Object value, Attributes attributes) {
    if (value instanceof String text) {
      attributes.text(direction + ".value", text);
      attributes.text(direction + ".mime_type", "text/plain");
    } else {
      json(direction, JsonAttribute.ofTree(value), attributes);
    }
    return attributes;
  }

  static Attributes json(String direction, @Nullable String json, Attributes attributes) {
    if (json != null) {
      attributes.text(direction + ".value", json);
      attributes.text(direction + ".mime_type", "application/json");
    }
    return attributes;
  }

  private static @Nullable Object only(Map<String, @Nullable Object> inputs) {
    return inputs.values().iterator().next();
  }

  private static String kind(SpanData data) {
    return switch (data.type()) {
      case GENERATION, RESPONSE -> "LLM";
      case AGENT -> "AGENT";
      case FUNCTION -> "TOOL";
      case EMBEDDING -> "EMBEDDING";
      case RETRIEVAL -> "RETRIEVER";
      case GUARDRAIL -> "GUARDRAIL";
      case HANDOFF, MCP, CUSTOM -> "CHAIN";
    };
  }

  /** Adds the attributes that are neither large nor content. */
  private record Facts(SpanRecord span, Attributes attributes)
      implements SpanData.Visitor<Attributes, RuntimeException> {

    @Override
    public Attributes visit(AgentData data) {
      return attributes.text("agent.name", data.name());
    }

    @Override
    public Attributes visit(CustomData data) {
      return attributes;
    }

    @Override
    public Attributes visit(EmbeddingData data) {
      attributes.text(
          "embedding.model_name",
          data.responseModel() != null ? data.responseModel() : data.requestModel());
      return usage(data.usage(), attributes);
    }

    @Override
    public Attributes visit(FunctionData data) {
      return attributes.text("tool.name", data.name()).text("tool.id", data.toolCallId());
    }

    @Override
    public Attributes visit(GenerationData data) {
      return call(data, span.name(), attributes);
    }

    @Override
    public Attributes visit(GuardrailData data) {
      return attributes;
    }

    @Override
    public Attributes visit(HandoffData data) {
      return attributes;
    }

    @Override
    public Attributes visit(McpData data) {
      return attributes;
    }

    @Override
    public Attributes visit(ResponseData data) {
      return visit(data.generation());
    }

    @Override
    public Attributes visit(RetrievalData data) {
      return attributes;
    }
  }

  /** Adds the content. */
  private record Content(Attributes attributes)
      implements SpanData.Visitor<Attributes, RuntimeException> {

    @Override
    public Attributes visit(AgentData data) {
      io("input", data.inputs().size() == 1 ? only(data.inputs()) : data.inputs(), attributes);
      io("output", data.output(), attributes);
      return metadata(data.details());
    }

    @Override
    public Attributes visit(CustomData data) {
      return metadata(data.data());
    }

    @Override
    public Attributes visit(EmbeddingData data) {
      return attributes;
    }

    @Override
    public Attributes visit(FunctionData data) {
      json("input", data.input(), attributes);
      attributes.text("tool.parameters", data.input());
      return io("output", data.output(), attributes);
    }

    @Override
    public Attributes visit(GenerationData data) {
      return OpenInferenceMessages.describe(data, null, attributes);
    }

    @Override
    public Attributes visit(GuardrailData data) {
      return metadata(data.details());
    }

    @Override
    public Attributes visit(HandoffData data) {
      return attributes;
    }

    @Override
    public Attributes visit(McpData data) {
      return attributes;
    }

    @Override
    public Attributes visit(ResponseData data) {
      return OpenInferenceMessages.describe(data.generation(), data.instructions(), attributes);
    }

    @Override
    public Attributes visit(RetrievalData data) {
      io("input", data.query(), attributes);
      return documents(data.documents(), attributes);
    }

    private Attributes metadata(Map<String, @Nullable Object> tree) {
      return attributes.text("metadata", JsonAttribute.ofTree(tree));
    }
  }
}
