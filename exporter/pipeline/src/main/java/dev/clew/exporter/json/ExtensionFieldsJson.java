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

/** Writes the part of a span's data that OpenAI's trace ingest does not know; known values only. */
record ExtensionFieldsJson(JsonTreeWriter json)
    implements SpanData.Visitor<JsonTreeWriter, IOException> {
  static void write(SpanData data, JsonTreeWriter json) throws IOException {
    data.accept(new ExtensionFieldsJson(json));
  }

  @Override
  public JsonTreeWriter visit(GenerationData data) throws IOException {
    model(data.provider(), data.requestModel(), data.responseModel(), data.usage());
    json.fieldIfKnown("server_address", data.serverAddress())
        .fieldIfKnown("response_id", data.responseId())
        .field("streamed", data.streamed())
        .fieldIfAny("finish_reasons", data.finishReasons());
    if (!data.tools().isEmpty()) {
      json.name("tools");
      MessageJson.tools(data.tools(), json);
    }
    return json.fieldIfAny("details", data.details());
  }

  @Override
  public JsonTreeWriter visit(ResponseData data) throws IOException {
    GenerationData generation = data.generation();
    json.name("input");
    MessageJson.messages(generation.input(), json);
    json.name("output");
    MessageJson.messages(generation.output(), json);
    json.fieldIfAny("model_config", generation.parameters())
        .fieldIfKnown("instructions", data.instructions())
        .fieldIfKnown("previous_response_id", data.previousResponseId())
        .fieldIfKnown("conversation_id", data.conversationId());
    return visit(generation);
  }

  @Override
  public JsonTreeWriter visit(AgentData data) throws IOException {
    return json.fieldIfKnown("description", data.description())
        .fieldIfKnown("instructions", data.instructions())
        .fieldIfAny("inputs", data.inputs())
        .fieldIfKnown("output", data.output())
        .fieldIfAny("details", data.details());
  }

  @Override
  public JsonTreeWriter visit(FunctionData data) throws IOException {
    return json.fieldIfKnown("tool_call_id", data.toolCallId()).field("inferred", data.inferred());
  }

  @Override
  public JsonTreeWriter visit(HandoffData data) throws IOException {
    return json.fieldIfKnown("decided_by", data.decidedBy());
  }

  @Override
  public JsonTreeWriter visit(GuardrailData data) throws IOException {
    return json.fieldIfAny("details", data.details());
  }

  @Override
  public JsonTreeWriter visit(EmbeddingData data) throws IOException {
    return model(data.provider(), data.requestModel(), data.responseModel(), data.usage());
  }

  @Override
  public JsonTreeWriter visit(McpData data) throws IOException {
    return json.field("method", data.method());
  }

  @Override
  public JsonTreeWriter visit(RetrievalData data) {
    return json;
  }

  @Override
  public JsonTreeWriter visit(CustomData data) {
    return json;
  }

  private JsonTreeWriter model(
      @Nullable String provider,
      @Nullable String requested,
      @Nullable String answered,
      @Nullable Usage usage)
      throws IOException {
    json.fieldIfKnown("provider", provider)
        .fieldIfKnown("request_model", requested)
        .fieldIfKnown("response_model", answered);
    if (usage != null) {
      json.begin("usage");
      json.fieldIfKnown("input", usage.input())
          .fieldIfKnown("output", usage.output())
          .fieldIfKnown("total", usage.total())
          .fieldIfKnown("cached_input", usage.cachedInput())
          .fieldIfKnown("cache_write_input", usage.cacheWriteInput())
          .fieldIfKnown("reasoning", usage.reasoning())
          .fieldIfKnown("audio_input", usage.audioInput())
          .fieldIfKnown("audio_output", usage.audioOutput())
          .field("estimated", usage.estimated());
      json.end();
    }
    return json;
  }
}
