// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
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
    SpanData data = span.data();
    attributes.text("openinference.span.kind", kind(data));
    attributes.text("session.id", span.groupId());
    if (data instanceof GenerationData generation) {
      call(generation, span.name(), attributes);
    } else if (data instanceof ResponseData response) {
      call(response.generation(), span.name(), attributes);
    } else if (data instanceof AgentData agent) {
      attributes.text("agent.name", agent.name());
    } else if (data instanceof FunctionData function) {
      attributes.text("tool.name", function.name());
      attributes.text("tool.id", function.toolCallId());
    } else if (data instanceof EmbeddingData embedding) {
      attributes.text(
          "embedding.model_name",
          embedding.responseModel() != null ? embedding.responseModel() : embedding.requestModel());
      usage(embedding.usage(), attributes);
    }
    COSTS.forEach(
        (ours, theirs) -> {
          if (span.attributes().get(ours) instanceof Number cost) {
            attributes.decimal(theirs, cost);
          }
        });
  }

  @Override
  public void describeContent(SpanRecord span, Attributes attributes) {
    SpanData data = span.data();
    if (data instanceof GenerationData generation) {
      OpenInferenceMessages.describe(generation, null, attributes);
    } else if (data instanceof ResponseData response) {
      OpenInferenceMessages.describe(response.generation(), response.instructions(), attributes);
    } else if (data instanceof AgentData agent) {
      io("input", agent.inputs().size() == 1 ? only(agent.inputs()) : agent.inputs(), attributes);
      io("output", agent.output(), attributes);
      attributes.text("metadata", JsonAttribute.ofTree(agent.details()));
    } else if (data instanceof FunctionData function) {
      json("input", function.input(), attributes);
      attributes.text("tool.parameters", function.input());
      io("output", function.output(), attributes);
    } else if (data instanceof RetrievalData retrieval) {
      io("input", retrieval.query(), attributes);
      documents(retrieval.documents(), attributes);
    } else if (data instanceof GuardrailData guardrail) {
      attributes.text("metadata", JsonAttribute.ofTree(guardrail.details()));
    } else if (data instanceof CustomData custom) {
      attributes.text("metadata", JsonAttribute.ofTree(custom.data()));
    }
  }

  private static void call(GenerationData call, String spanName, Attributes attributes) {
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
  }

  private static void usage(@Nullable Usage usage, Attributes attributes) {
    if (usage == null) {
      return;
    }
    attributes.number("llm.token_count.prompt", usage.input());
    attributes.number("llm.token_count.completion", usage.output());
    attributes.number("llm.token_count.total", usage.total());
    attributes.number("llm.token_count.prompt_details.cache_read", usage.cachedInput());
    attributes.number("llm.token_count.prompt_details.cache_write", usage.cacheWriteInput());
    attributes.number("llm.token_count.prompt_details.audio", usage.audioInput());
    attributes.number("llm.token_count.completion_details.reasoning", usage.reasoning());
    attributes.number("llm.token_count.completion_details.audio", usage.audioOutput());
  }

  private static void documents(
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
  }

  static void io(String direction, @Nullable Object value, Attributes attributes) {
    if (value instanceof String text) {
      attributes.text(direction + ".value", text);
      attributes.text(direction + ".mime_type", "text/plain");
    } else {
      json(direction, JsonAttribute.ofTree(value), attributes);
    }
  }

  static void json(String direction, @Nullable String json, Attributes attributes) {
    if (json != null) {
      attributes.text(direction + ".value", json);
      attributes.text(direction + ".mime_type", "application/json");
    }
  }

  private static @Nullable Object only(Map<String, @Nullable Object> inputs) {
    return inputs.values().iterator().next();
  }

  private static String kind(SpanData data) {
    if (data instanceof GenerationData || data instanceof ResponseData) {
      return "LLM";
    }
    if (data instanceof AgentData) {
      return "AGENT";
    }
    if (data instanceof FunctionData) {
      return "TOOL";
    }
    if (data instanceof EmbeddingData) {
      return "EMBEDDING";
    }
    if (data instanceof RetrievalData) {
      return "RETRIEVER";
    }
    return data instanceof GuardrailData ? "GUARDRAIL" : "CHAIN";
  }
}
