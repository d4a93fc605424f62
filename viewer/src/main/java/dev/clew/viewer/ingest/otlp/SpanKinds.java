// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import dev.clew.viewer.model.SpanType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Determines the type of a span by whichever convention describes it. */
final class SpanKinds {

  private static final Map<String, SpanType> OPERATIONS =
      Map.ofEntries(
          Map.entry("embeddings", SpanType.EMBEDDING),
          Map.entry("retrieval", SpanType.RETRIEVAL),
          Map.entry("execute_tool", SpanType.FUNCTION),
          Map.entry("invoke_agent", SpanType.AGENT),
          Map.entry("create_agent", SpanType.AGENT),
          Map.entry("invoke_workflow", SpanType.AGENT),
          Map.entry("plan", SpanType.CUSTOM),
          Map.entry("search_memory", SpanType.CUSTOM),
          Map.entry("create_memory", SpanType.CUSTOM),
          Map.entry("update_memory", SpanType.CUSTOM),
          Map.entry("upsert_memory", SpanType.CUSTOM),
          Map.entry("delete_memory", SpanType.CUSTOM),
          Map.entry("create_memory_store", SpanType.CUSTOM),
          Map.entry("delete_memory_store", SpanType.CUSTOM));

  private static final Map<String, SpanType> OPENINFERENCE =
      Map.of(
          "LLM", SpanType.GENERATION,
          "AGENT", SpanType.AGENT,
          "TOOL", SpanType.FUNCTION,
          "RETRIEVER", SpanType.RETRIEVAL,
          "RERANKER", SpanType.RETRIEVAL,
          "EMBEDDING", SpanType.EMBEDDING,
          "GUARDRAIL", SpanType.GUARDRAIL);

  private static final Map<String, SpanType> LANGFUSE =
      Map.of(
          "generation", SpanType.GENERATION,
          "agent", SpanType.AGENT,
          "tool", SpanType.FUNCTION,
          "retriever", SpanType.RETRIEVAL,
          "embedding", SpanType.EMBEDDING,
          "guardrail", SpanType.GUARDRAIL);

  private SpanKinds() {}

  static SpanType of(Attributes attributes) {
    String own = attributes.text("clew.span.type");
    if (own != null) {
      return SpanType.of(own);
    }
    SpanType type = vercel(attributes.peek("ai.operationId"));
    if (type != null) {
      return type;
    }
    type = mcp(attributes);
    if (type != null) {
      return type;
    }
    type = known(OPENINFERENCE, upper(attributes.peek("openinference.span.kind")));
    if (type == null) {
      type = known(LANGFUSE, attributes.peek("langfuse.observation.type"));
    }
    String operation = attributes.peek("gen_ai.operation.name");
    if (type == null && operation != null) {
      type = OPERATIONS.getOrDefault(operation, SpanType.GENERATION);
    }
    if (type == SpanType.GENERATION && "responses".equals(attributes.peek("openai.api.type"))) {
      return SpanType.RESPONSE;
    }
    if (type != null) {
      return type;
    }
    if (attributes.has("gen_ai.request.model") || attributes.has("llm.model_name")) {
      return SpanType.GENERATION;
    }
    return attributes.has("gen_ai.tool.name") ? SpanType.FUNCTION : SpanType.CUSTOM;
  }

  /** The outer span of a call of Vercel's AI SDK is a group; the calls below it are the model's. */
  private static @Nullable SpanType vercel(@Nullable String operation) {
    if (operation == null) {
      return null;
    }
    if (operation.equals("ai.toolCall")) {
      return SpanType.FUNCTION;
    }
    if (operation.endsWith(".doEmbed")) {
      return SpanType.EMBEDDING;
    }
    if (operation.endsWith(".doGenerate") || operation.endsWith(".doStream")) {
      return SpanType.GENERATION;
    }
    return operation.startsWith("ai.embed") ? SpanType.CUSTOM : SpanType.AGENT;
  }

  private static @Nullable SpanType mcp(Attributes attributes) {
    String method = attributes.peek("mcp.method.name");
    return method == null
        ? null
        : method.equals("tools/call")
            ? SpanType.FUNCTION
            : method.endsWith("/list") ? SpanType.MCP_TOOLS : null;
  }

  private static @Nullable SpanType known(Map<String, SpanType> types, @Nullable String name) {
    return name == null ? null : types.get(name);
  }

  private static @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }
}
