// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/**
 * The two objects that describe what a span did.
 *
 * @param spanData the keys that OpenAI's trace ingest knows, all of them, null where unknown
 * @param additions what it does not know, only what is known
 */
record SpanDataJson(ObjectNode spanData, ObjectNode additions) {

  static SpanDataJson of(SpanData data) {
    SpanDataJson json = new SpanDataJson(JsonTree.object(), JsonTree.object());
    json.spanData.put("type", data.type().wireName());
    if (data instanceof GenerationData generation) {
      json.generation(generation);
    } else if (data instanceof ResponseData response) {
      json.response(response);
    } else if (data instanceof AgentData agent) {
      json.agent(agent);
    } else if (data instanceof FunctionData function) {
      json.function(function);
    } else if (data instanceof HandoffData handoff) {
      json.spanData.put("from_agent", handoff.fromAgent()).put("to_agent", handoff.toAgent());
      JsonTree.putIfKnown(json.additions, "decided_by", handoff.decidedBy());
    } else if (data instanceof GuardrailData guardrail) {
      json.spanData.put("name", guardrail.name()).put("triggered", guardrail.triggered());
      JsonTree.putIfAny(json.additions, "details", guardrail.details());
    } else if (data instanceof EmbeddingData embedding) {
      json.embedding(embedding);
    } else if (data instanceof RetrievalData retrieval) {
      json.retrieval(retrieval);
    } else if (data instanceof McpData mcp) {
      json.spanData.put("server", mcp.server()).set("result", JsonTree.array(mcp.result()));
      json.additions.put("method", mcp.method());
    } else if (data instanceof CustomData custom) {
      json.spanData.put("name", custom.name()).set("data", JsonTree.object(custom.data()));
    }
    return json;
  }

  private void generation(GenerationData data) {
    spanData.set("input", MessageJson.messages(data.input()));
    spanData.set("output", MessageJson.messages(data.output()));
    spanData.put(
        "model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    spanData.set("model_config", JsonTree.object(data.parameters()));
    spanData.set("usage", ingestUsage(data.usage()));
    addCall(data);
  }

  /** The ingest keeps nothing of a response but its id: the provider has the rest. We may not. */
  private void response(ResponseData data) {
    GenerationData generation = data.generation();
    spanData.put("response_id", generation.responseId());
    spanData.set("usage", ingestUsage(generation.usage()));
    additions.set("input", MessageJson.messages(generation.input()));
    additions.set("output", MessageJson.messages(generation.output()));
    JsonTree.putIfAny(additions, "model_config", generation.parameters());
    JsonTree.putIfKnown(additions, "instructions", data.instructions());
    JsonTree.putIfKnown(additions, "previous_response_id", data.previousResponseId());
    JsonTree.putIfKnown(additions, "conversation_id", data.conversationId());
    addCall(generation);
  }

  private void addCall(GenerationData data) {
    addModel(data.provider(), data.requestModel(), data.responseModel(), data.usage());
    JsonTree.putIfKnown(additions, "server_address", data.serverAddress());
    JsonTree.putIfKnown(additions, "response_id", data.responseId());
    additions.put("streamed", data.streamed());
    JsonTree.putIfAny(additions, "finish_reasons", data.finishReasons());
    if (!data.tools().isEmpty()) {
      additions.set("tools", MessageJson.tools(data.tools()));
    }
    JsonTree.putIfAny(additions, "details", data.details());
  }

  private void addModel(
      @Nullable String provider,
      @Nullable String requested,
      @Nullable String answered,
      @Nullable Usage usage) {
    JsonTree.putIfKnown(additions, "provider", provider);
    JsonTree.putIfKnown(additions, "request_model", requested);
    JsonTree.putIfKnown(additions, "response_model", answered);
    if (usage != null) {
      additions.set("usage", fullUsage(usage));
    }
  }

  private void agent(AgentData data) {
    spanData.put("name", data.name());
    spanData.set("handoffs", JsonTree.array(data.handoffs()));
    spanData.set("tools", JsonTree.array(data.tools()));
    spanData.put("output_type", data.outputType());
    JsonTree.putIfKnown(additions, "description", data.description());
    JsonTree.putIfKnown(additions, "instructions", data.instructions());
    JsonTree.putIfAny(additions, "inputs", data.inputs());
    JsonTree.putIfKnown(additions, "output", data.output());
    JsonTree.putIfAny(additions, "details", data.details());
  }

  private void function(FunctionData data) {
    spanData.put("name", data.name()).put("input", data.input()).put("output", data.output());
    spanData.set(
        "mcp_data",
        data.mcpServer() == null
            ? JsonTree.of(null)
            : JsonTree.object().put("server", data.mcpServer()));
    JsonTree.putIfKnown(additions, "tool_call_id", data.toolCallId());
    additions.put("inferred", data.inferred());
  }

  private void embedding(EmbeddingData data) {
    spanData.put(
        "model", data.responseModel() != null ? data.responseModel() : data.requestModel());
    spanData.put("dimensions", data.dimensions()).put("inputs", data.inputs());
    spanData.set("usage", ingestUsage(data.usage()));
    addModel(data.provider(), data.requestModel(), data.responseModel(), data.usage());
  }

  private void retrieval(RetrievalData data) {
    spanData.put("source", data.source()).put("query", data.query()).put("top_k", data.topK());
    spanData.set("documents", JsonTree.array(data.documents()));
  }

  /** The ingest takes usage with both counts or none. */
  private static JsonNode ingestUsage(@Nullable Usage usage) {
    if (usage == null || usage.input() == null || usage.output() == null) {
      return JsonTree.of(null);
    }
    ObjectNode node = JsonTree.object();
    JsonTree.putIfKnown(node, "input_tokens", usage.input());
    JsonTree.putIfKnown(node, "output_tokens", usage.output());
    return node;
  }

  private static ObjectNode fullUsage(Usage usage) {
    ObjectNode node = JsonTree.object();
    JsonTree.putIfKnown(node, "input", usage.input());
    JsonTree.putIfKnown(node, "output", usage.output());
    JsonTree.putIfKnown(node, "total", usage.total());
    JsonTree.putIfKnown(node, "cached_input", usage.cachedInput());
    JsonTree.putIfKnown(node, "cache_write_input", usage.cacheWriteInput());
    JsonTree.putIfKnown(node, "reasoning", usage.reasoning());
    JsonTree.putIfKnown(node, "audio_input", usage.audioInput());
    JsonTree.putIfKnown(node, "audio_output", usage.audioOutput());
    return node.put("estimated", usage.estimated());
  }
}
