// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

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
import dev.clew.exporter.json.JsonTreeWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code span_data}: exactly the keys that OpenAI has for each type, null where unknown.
 *
 * <p>It answers a key too many with a refusal of the whole request. What it has no type for travels
 * as its type {@code custom}, which takes anything.
 */
final class IngestData {
  /** Bytes of JSON that OpenAI takes of {@code input}, and of {@code output}. */
  static final int MAX_FIELD_BYTES = 100_000;

  private final IngestMessages messages;
  private final boolean limits;

  IngestData(JsonBytes bytes, boolean limits) {
    this.messages = new IngestMessages(bytes, limits);
    this.limits = limits;
  }

  void write(SpanData data, SpanRecord span, JsonTreeWriter json) throws IOException {
    if (data instanceof GenerationData generation) {
      generation(generation, span, json);
    } else if (data instanceof ResponseData response) {
      response(response, span, json);
    } else if (data instanceof AgentData agent) {
      json.field("type", "agent");
      json.field("name", agent.name());
      json.field("handoffs", agent.handoffs());
      json.field("tools", agent.tools());
      json.field("output_type", agent.outputType());
    } else if (data instanceof FunctionData function) {
      function(function, json);
    } else if (data instanceof HandoffData handoff) {
      json.field("type", "handoff");
      json.field("from_agent", handoff.fromAgent());
      json.field("to_agent", handoff.toAgent());
    } else if (data instanceof GuardrailData guardrail) {
      json.field("type", "guardrail");
      json.field("name", guardrail.name());
      json.field("triggered", guardrail.triggered());
    } else if (data instanceof McpData mcp) {
      json.field("type", "mcp_tools");
      json.field("server", mcp.server());
      json.field("result", mcp.result());
    } else if (data instanceof EmbeddingData embedding) {
      embedding(embedding, span, json);
    } else if (data instanceof RetrievalData retrieval) {
      retrieval(retrieval, json);
    } else if (data instanceof CustomData custom) {
      custom(custom.name(), custom.data(), json);
    }
  }

  private void generation(GenerationData data, SpanRecord span, JsonTreeWriter json)
      throws IOException {
    json.field("type", "generation");
    messages.write("input", data.input(), json);
    messages.write("output", data.output(), json);
    json.field("model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    Map<String, @Nullable Object> config = new LinkedHashMap<>(data.parameters());
    if (data.provider() != null) {
      config.putIfAbsent("provider", data.provider());
    }
    json.field("model_config", config);
    json.field("usage", IngestUsage.of(data, span, limits));
  }

  /** OpenAI looks the response up by its id; to others everything is told that it would find. */
  private void response(ResponseData data, SpanRecord span, JsonTreeWriter json)
      throws IOException {
    GenerationData generation = data.generation();
    json.field("type", "response");
    json.field("response_id", generation.responseId());
    if (!limits) {
      json.field("usage", IngestUsage.of(generation, span, false));
    }
  }

  private void function(FunctionData data, JsonTreeWriter json) throws IOException {
    json.field("type", "function");
    json.field("name", data.name());
    json.field("input", limited(data.input()));
    json.field("output", limited(data.output()));
    json.field("mcp_data", data.mcpServer() == null ? null : Map.of("server", data.mcpServer()));
  }

  private static void embedding(EmbeddingData data, SpanRecord span, JsonTreeWriter json)
      throws IOException {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    said.put("provider", data.provider());
    said.put("dimensions", data.dimensions());
    said.put("inputs", data.inputs());
    said.put("input_tokens", data.usage() == null ? null : data.usage().input());
    custom(span.name(), typed("embedding", said), json);
  }

  private static void retrieval(RetrievalData data, JsonTreeWriter json) throws IOException {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("source", data.source());
    said.put("query", data.query());
    said.put("top_k", data.topK());
    said.put("documents", data.documents());
    custom(data.source() == null ? "retrieval" : data.source(), typed("retrieval", said), json);
  }

  /** As OpenAI's own SDKs mark their types that the ingest does not know. */
  private static Map<String, @Nullable Object> typed(
      String type, Map<String, @Nullable Object> said) {
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    typed.put("sdk_span_type", type);
    typed.putAll(said);
    return typed;
  }

  private static void custom(String name, Map<String, @Nullable Object> data, JsonTreeWriter json)
      throws IOException {
    json.field("type", "custom");
    json.field("name", name);
    json.field("data", data);
  }

  private @Nullable Object limited(@Nullable String text) {
    return limits ? FieldLimit.fit(text, MAX_FIELD_BYTES) : text;
  }
}
