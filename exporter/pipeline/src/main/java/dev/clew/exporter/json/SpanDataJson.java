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

/** The keys of a span's data that OpenAI's trace ingest knows, all of them, null where unknown. */
final class SpanDataJson {
  private SpanDataJson() {}

  static void write(SpanData data, JsonTreeWriter json) throws IOException {
    json.field("type", data.type().wireName());
    if (data instanceof GenerationData generation) {
      generation(generation, json);
    } else if (data instanceof ResponseData response) {
      // The ingest keeps nothing of a response but its id: the provider has the rest.
      json.field("response_id", response.generation().responseId());
      usage(response.generation().usage(), json);
    } else if (data instanceof AgentData agent) {
      json.field("name", agent.name());
      json.field("handoffs", agent.handoffs());
      json.field("tools", agent.tools());
      json.field("output_type", agent.outputType());
    } else if (data instanceof FunctionData function) {
      function(function, json);
    } else if (data instanceof HandoffData handoff) {
      json.field("from_agent", handoff.fromAgent());
      json.field("to_agent", handoff.toAgent());
    } else if (data instanceof GuardrailData guardrail) {
      json.field("name", guardrail.name());
      json.field("triggered", guardrail.triggered());
    } else if (data instanceof EmbeddingData embedding) {
      embedding(embedding, json);
    } else if (data instanceof RetrievalData retrieval) {
      json.field("source", retrieval.source());
      json.field("query", retrieval.query());
      json.field("top_k", retrieval.topK());
      json.field("documents", retrieval.documents());
    } else if (data instanceof McpData mcp) {
      json.field("server", mcp.server());
      json.field("result", mcp.result());
    } else if (data instanceof CustomData custom) {
      json.field("name", custom.name());
      json.field("data", custom.data());
    }
  }

  private static void generation(GenerationData data, JsonTreeWriter json) throws IOException {
    json.name("input");
    MessageJson.messages(data.input(), json);
    json.name("output");
    MessageJson.messages(data.output(), json);
    json.field("model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    json.field("model_config", data.parameters());
    usage(data.usage(), json);
  }

  private static void function(FunctionData data, JsonTreeWriter json) throws IOException {
    json.field("name", data.name());
    json.field("input", data.input());
    json.field("output", data.output());
    if (data.mcpServer() == null) {
      json.field("mcp_data", null);
    } else {
      json.begin("mcp_data");
      json.field("server", data.mcpServer());
      json.end();
    }
  }

  private static void embedding(EmbeddingData data, JsonTreeWriter json) throws IOException {
    json.field("model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    json.field("dimensions", data.dimensions());
    json.field("inputs", data.inputs());
    usage(data.usage(), json);
  }

  /** The ingest takes usage with both counts or none. */
  private static void usage(@Nullable Usage usage, JsonTreeWriter json) throws IOException {
    if (usage == null || usage.input() == null || usage.output() == null) {
      json.field("usage", null);
      return;
    }
    json.begin("usage");
    json.field("input_tokens", usage.input());
    json.field("output_tokens", usage.output());
    json.end();
  }
}
