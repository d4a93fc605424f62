// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.store.StoredTrace;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Spans in OpenTelemetry's GenAI conventions (1.41), with further attributes under {@code clew.}.
 */
final class OtlpSpans {

  private OtlpSpans() {}

  static Span span(SpanRow row, SpanContent content, StoredTrace trace) {
    Span.Builder span = Span.newBuilder();
    span.setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(row.traceId())));
    span.setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(row.idText())));
    if (row.parentId() != 0) {
      span.setParentSpanId(ByteString.copyFrom(HexFormat.of().parseHex(Ids.span(row.parentId()))));
    }
    span.setName(row.label());
    span.setKind(
        row.type().isModelCall() || row.type() == SpanType.EMBEDDING
            ? Span.SpanKind.SPAN_KIND_CLIENT
            : Span.SpanKind.SPAN_KIND_INTERNAL);
    span.setStartTimeUnixNano(row.startNanos());
    span.setEndTimeUnixNano(row.isOpen() ? row.startNanos() : row.endNanos());
    OtlpAttributes attributes = new OtlpAttributes(span);
    attributes.rest(content.attributes());
    attributes.text("clew.span.type", row.type().wire());
    attributes.text(
        "gen_ai.conversation.id", row.group() != null ? row.group() : trace.row().group());
    if (row.parentId() == 0) {
      trace
          .header()
          .metadata()
          .forEach((key, value) -> attributes.text("clew.metadata." + key, value));
    }
    if (row.firstTokenNanos() >= 0) {
      attributes.decimal("gen_ai.response.time_to_first_chunk", row.firstTokenNanos() / 1e9);
    }
    content(row, content, attributes);
    status(row, content, span, attributes);
    events(content, span);
    return span.build();
  }

  private static void content(SpanRow row, SpanContent content, OtlpAttributes attributes) {
    JsonNode data = content.data();
    JsonNode more = content.more();
    switch (row.type()) {
      case GENERATION, RESPONSE, EMBEDDING -> model(row, content, attributes);
      case AGENT -> {
        attributes.text("gen_ai.operation.name", "invoke_agent");
        attributes.text("gen_ai.agent.name", row.name());
        attributes.json("gen_ai.agent.description", more.get("description"));
        attributes.json("gen_ai.system_instructions", more.get("instructions"));
        attributes.json("gen_ai.tool.definitions", data.get("tools"));
        attributes.json("clew.agent.handoffs", data.get("handoffs"));
        attributes.json("input.value", more.get("inputs"));
        attributes.json("output.value", more.get("output"));
      }
      case FUNCTION -> {
        attributes.text("gen_ai.operation.name", "execute_tool");
        attributes.text("gen_ai.tool.name", row.name());
        attributes.text("gen_ai.tool.call.id", row.tool() == null ? null : row.tool().callId());
        attributes.json("gen_ai.tool.call.arguments", data.get("input"));
        attributes.json("gen_ai.tool.call.result", data.get("output"));
        attributes.text("clew.mcp.server", row.tool() == null ? null : row.tool().mcpServer());
      }
      case HANDOFF -> {
        attributes.json("clew.handoff.from", data.get("from_agent"));
        attributes.json("clew.handoff.to", data.get("to_agent"));
        attributes.json("clew.handoff.decided_by", more.get("decided_by"));
      }
      case GUARDRAIL -> {
        attributes.text("clew.guardrail.name", row.name());
        attributes.flag("clew.guardrail.triggered", Json.child(data, "triggered").asBoolean());
        attributes.under("clew.guardrail.details.", Json.child(more, "details"));
      }
      case RETRIEVAL -> {
        attributes.text("gen_ai.operation.name", "retrieval");
        attributes.json("gen_ai.data_source.id", data.get("source"));
        attributes.json("gen_ai.retrieval.query.text", data.get("query"));
        attributes.json("gen_ai.retrieval.documents", data.get("documents"));
      }
      case MCP_TOOLS -> {
        attributes.text("mcp.method.name", "tools/list");
        attributes.json("clew.mcp.server", data.get("server"));
        attributes.json("clew.mcp.result", data.get("result"));
      }
      case CUSTOM -> attributes.under("clew.custom.", Json.child(data, "data"));
    }
  }

  private static void model(SpanRow row, SpanContent content, OtlpAttributes attributes) {
    boolean embedding = row.type() == SpanType.EMBEDDING;
    attributes.text("gen_ai.operation.name", embedding ? "embeddings" : "chat");
    if (row.type() == SpanType.RESPONSE) {
      attributes.text("openai.api.type", "responses");
    }
    ModelFacts model = row.model();
    if (model != null) {
      attributes.text("gen_ai.request.model", model.requestModel());
      attributes.text("gen_ai.response.model", model.responseModel());
      attributes.text("gen_ai.provider.name", model.provider());
      usage(model, attributes);
    }
    if (embedding) {
      return;
    }
    attributes.text(
        "gen_ai.input.messages", GenAiMessages.write(content.input(), false).toString());
    attributes.text(
        "gen_ai.output.messages", GenAiMessages.write(content.output(), true).toString());
    attributes.json("gen_ai.system_instructions", content.of("instructions"));
    attributes.json("gen_ai.tool.definitions", content.more().get("tools"));
    attributes.json("gen_ai.response.id", content.of("response_id"));
    attributes.json("gen_ai.response.finish_reasons", content.more().get("finish_reasons"));
    attributes.under("gen_ai.request.", orEmpty(content.of("model_config")));
  }

  private static void usage(ModelFacts model, OtlpAttributes attributes) {
    Tokens tokens = model.tokens();
    if (tokens != null) {
      attributes.number("gen_ai.usage.input_tokens", tokens.input());
      attributes.number("gen_ai.usage.output_tokens", tokens.output());
      attributes.positive("gen_ai.usage.cache_read.input_tokens", tokens.cachedInput());
      attributes.positive("gen_ai.usage.cache_creation.input_tokens", tokens.cacheWriteInput());
      attributes.positive("gen_ai.usage.reasoning.output_tokens", tokens.reasoning());
      if (tokens.estimated()) {
        attributes.flag("clew.usage.estimated", true);
      }
    }
    Cost cost = model.cost();
    if (cost != null && cost.unpriced() == 0) {
      attributes.decimal("clew.cost.total", cost.total());
      attributes.decimal("clew.cost.input", cost.input());
      attributes.decimal("clew.cost.output", cost.output());
    }
  }

  private static JsonNode orEmpty(@Nullable JsonNode node) {
    return node == null ? Json.MAPPER.createObjectNode() : node;
  }

  private static void status(
      SpanRow row, SpanContent content, Span.Builder span, OtlpAttributes attributes) {
    String type = content.errorType();
    String message = content.errorMessage();
    if (row.status() == Status.CANCELLED || row.status() == Status.RUNNING) {
      attributes.text("clew.status", "cancelled");
    }
    if (type == null && row.status() != Status.ERROR) {
      return;
    }
    attributes.text("error.type", type == null ? "error" : type);
    if (row.status() == Status.ERROR) {
      span.getStatusBuilder()
          .setCode(io.opentelemetry.proto.trace.v1.Status.StatusCode.STATUS_CODE_ERROR)
          .setMessage(message == null ? "" : message);
    }
    OtlpAttributes exception =
        OtlpAttributes.event(span, "exception", row.isOpen() ? row.startNanos() : row.endNanos());
    exception.text("exception.type", type);
    exception.text("exception.message", message);
    exception.text("exception.stacktrace", content.stackTrace());
  }

  private static void events(SpanContent content, Span.Builder span) {
    for (JsonNode event : content.events()) {
      String name = Json.text(event, "name");
      if (name != null) {
        OtlpAttributes.event(span, name, Json.number(event, "time_unix_nano", 0))
            .json("clew.event.detail", event.get("detail"));
      }
    }
  }
}
