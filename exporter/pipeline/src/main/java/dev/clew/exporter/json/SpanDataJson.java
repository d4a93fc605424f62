// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

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
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the keys of a span's data that OpenAI's trace ingest knows: all of them, null where
 * unknown.
 */
record SpanDataJson(JsonTreeWriter json) implements SpanData.Visitor<JsonTreeWriter, IOException> {
  static void write(SpanData data, JsonTreeWriter json) throws IOException {
    json.field("type", data.type().wireName());
    data.accept(new SpanDataJson(json));
  }

  @Override
  public JsonTreeWriter visit(GenerationData data) throws IOException {
    json.name("input");
    MessageJson.messages(data.input(), json);
    json.name("output");
    MessageJson.messages(data.output(), json);
    json.field("model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    json.field("model_config", data.parameters());
    return usage(data.usage());
  }

  /** The ingest stores only the id of a response: the provider has the rest. */
  @Override
  public JsonTreeWriter visit(ResponseData data) throws IOException {
    json.field("response_id", data.generation().responseId());
    return usage(data.generation().usage());
  }

  @Override
  public JsonTreeWriter visit(AgentData data) throws IOException {
    return json.field("name", data.name())
        .field("handoffs", data.handoffs())
        .field("tools", data.tools())
        .field("output_type", data.outputType());
  }

  @Override
  public JsonTreeWriter visit(FunctionData data) throws IOException {
    json.field("name", data.name()).field("input", data.input()).field("output", data.output());
    if (data.mcpServer() == null) {
      return json.field("mcp_data", null);
    }
    json.begin("mcp_data");
    json.field("server", data.mcpServer());
    json.end();
    return json;
  }

  @Override
  public JsonTreeWriter visit(HandoffData data) throws IOException {
    return json.field("from_agent", data.fromAgent()).field("to_agent", data.toAgent());
  }

  @Override
  public JsonTreeWriter visit(GuardrailData data) throws IOException {
    return json.field("name", data.name()).field("triggered", data.triggered());
  }

  @Override
  public JsonTreeWriter visit(EmbeddingData data) throws IOException {
    json.field("model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    json.field("dimensions", data.dimensions()).field("inputs", data.inputs());
    return usage(data.usage());
  }

  @Override
  public JsonTreeWriter visit(RetrievalData data) throws IOException {
    return json.field("source", data.source())
        .field("query", data.query())
        .field("top_k", data.topK())
        .field("documents", data.documents());
  }

  @Override
  public JsonTreeWriter visit(McpData data) throws IOException {
    return json.field("server", data.server()).field("result", data.result());
  }

  @Override
  public JsonTreeWriter visit(CustomData data) throws IOException {
    return json.field("name", data.name()).field("data", data.data());
  }

  /** The ingest accepts usage with both counts or not at all. */
  private JsonTreeWriter usage(@Nullable Usage usage) throws IOException {
    if (usage == null || usage.input() == null || usage.output() == null) {
      return json.field("usage", null);
    }
    json.begin("usage");
    json.field("input_tokens", usage.input()).field("output_tokens", usage.output());
    json.end();
    return json;
  }
}
