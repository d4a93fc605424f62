// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What of a span's data OpenAI's trace ingest does not know; only what is known. */
final class ExtensionFieldsJson {
  private ExtensionFieldsJson() {}

  static void write(SpanData data, JsonTreeWriter json) throws IOException {
    if (data instanceof GenerationData generation) {
      call(generation, json);
    } else if (data instanceof ResponseData response) {
      response(response, json);
    } else if (data instanceof AgentData agent) {
      agent(agent, json);
    } else if (data instanceof FunctionData function) {
      json.fieldIfKnown("tool_call_id", function.toolCallId());
      json.field("inferred", function.inferred());
    } else if (data instanceof HandoffData handoff) {
      json.fieldIfKnown("decided_by", handoff.decidedBy());
    } else if (data instanceof GuardrailData guardrail) {
      json.fieldIfAny("details", guardrail.details());
    } else if (data instanceof EmbeddingData embedding) {
      model(
          embedding.provider(),
          embedding.requestModel(),
          embedding.responseModel(),
          embedding.usage(),
          json);
    } else if (data instanceof McpData mcp) {
      json.field("method", mcp.method());
    }
  }

  private static void response(ResponseData data, JsonTreeWriter json) throws IOException {
    GenerationData generation = data.generation();
    json.name("input");
    MessageJson.messages(generation.input(), json);
    json.name("output");
    MessageJson.messages(generation.output(), json);
    json.fieldIfAny("model_config", generation.parameters());
    json.fieldIfKnown("instructions", data.instructions());
    json.fieldIfKnown("previous_response_id", data.previousResponseId());
    json.fieldIfKnown("conversation_id", data.conversationId());
    call(generation, json);
  }

  private static void call(GenerationData data, JsonTreeWriter json) throws IOException {
    model(data.provider(), data.requestModel(), data.responseModel(), data.usage(), json);
    json.fieldIfKnown("server_address", data.serverAddress());
    json.fieldIfKnown("response_id", data.responseId());
    json.field("streamed", data.streamed());
    json.fieldIfAny("finish_reasons", data.finishReasons());
    if (!data.tools().isEmpty()) {
      json.name("tools");
      MessageJson.tools(data.tools(), json);
    }
    json.fieldIfAny("details", data.details());
  }

  private static void model(
      @Nullable String provider,
      @Nullable String requested,
      @Nullable String answered,
      @Nullable Usage usage,
      JsonTreeWriter json)
      throws IOException {
    json.fieldIfKnown("provider", provider);
    json.fieldIfKnown("request_model", requested);
    json.fieldIfKnown("response_model", answered);
    if (usage != null) {
      usage(usage, json);
    }
  }

  private static void agent(AgentData data, JsonTreeWriter json) throws IOException {
    json.fieldIfKnown("description", data.description());
    json.fieldIfKnown("instructions", data.instructions());
    json.fieldIfAny("inputs", data.inputs());
    json.fieldIfKnown("output", data.output());
    json.fieldIfAny("details", data.details());
  }

  private static void usage(Usage usage, JsonTreeWriter json) throws IOException {
    json.begin("usage");
    json.fieldIfKnown("input", usage.input());
    json.fieldIfKnown("output", usage.output());
    json.fieldIfKnown("total", usage.total());
    json.fieldIfKnown("cached_input", usage.cachedInput());
    json.fieldIfKnown("cache_write_input", usage.cacheWriteInput());
    json.fieldIfKnown("reasoning", usage.reasoning());
    json.fieldIfKnown("audio_input", usage.audioInput());
    json.fieldIfKnown("audio_output", usage.audioOutput());
    json.field("estimated", usage.estimated());
    json.end();
  }
}
