// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanError;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Spans without content, {@code Span} and {@code SpanRef} of openapi.yaml. */
public final class SpanJson {

  private static final int MESSAGE = 200;

  private SpanJson() {}

  static ObjectNode span(SpanRow span, LoadedTrace trace) {
    return Json.tree(json -> write(json, span, trace, 0));
  }

  /**
   * Writes a span.
   *
   * @param children how many it has, where they may not follow; 0 where they do
   */
  static void write(JsonGenerator json, SpanRow span, LoadedTrace trace, int children)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", span.idText());
    if (span.parentId() != 0) {
      json.writeStringField("parentId", Ids.span(span.parentId()));
    }
    json.writeStringField("type", span.type().wire());
    json.writeStringField("name", span.name());
    json.writeStringField("status", span.status().wire());
    json.writeNumberField("offsetMs", millis(span.startNanos() - trace.tree().start()));
    if (!span.isOpen()) {
      json.writeNumberField("durationMs", millis(span.endNanos() - span.startNanos()));
    }
    if (span.firstTokenNanos() >= 0) {
      json.writeNumberField("firstTokenMs", millis(span.firstTokenNanos()));
    }
    if (span.service() != null && !span.service().equals(trace.row().service())) {
      json.writeStringField("service", span.service());
    }
    text(json, "preview", span.preview());
    if (span.error() != null) {
      json.writeFieldName("error");
      write(json, span.error());
    }
    model(json, span, trace.tree());
    if (!span.retryOffsets().isEmpty()) {
      json.writeArrayFieldStart("retries");
      for (long offset : span.retryOffsets()) {
        json.writeNumber(millis(offset));
      }
      json.writeEndArray();
      text(json, "retryDetail", span.retryDetail());
    }
    flags(json, span, trace.isFallback(span), trace.isMadeUp(span));
    if (span.tool() != null) {
      text(json, "callId", span.tool().callId());
      text(json, "mcpServer", span.tool().mcpServer());
    }
    if (span.handoff() != null) {
      json.writeStringField("from", span.handoff().from());
      json.writeStringField("to", span.handoff().to());
      text(json, "decidedBy", span.handoff().decidedBy());
    }
    positive(json, "children", children);
    json.writeEndObject();
  }

  private static void model(JsonGenerator json, SpanRow span, TraceTree tree) throws IOException {
    ModelFacts model = span.model();
    if (model == null) {
      return;
    }
    text(json, "model", model.responseModel());
    text(json, "provider", model.provider());
    if (model.tokens() != null) {
      json.writeFieldName("tokens");
      write(json, model.tokens());
    }
    if (model.cost() != null) {
      json.writeFieldName("cost");
      write(json, model.cost());
    }
    text(json, "finishReason", model.finishReason());
    int call = tree.call(span);
    if (call > 0) {
      json.writeNumberField("call", call);
    }
  }

  private static void flags(JsonGenerator json, SpanRow span, boolean fallback, boolean madeUp)
      throws IOException {
    if (span.flags() == 0 && !fallback && !madeUp) {
      return;
    }
    json.writeArrayFieldStart("flags");
    for (SpanFlag flag : span.flagSet()) {
      json.writeString(flag.wire());
    }
    if (fallback) {
      json.writeString(SpanFlag.FALLBACK.wire());
    }
    if (madeUp) {
      json.writeString(SpanFlag.NOT_OFFERED.wire());
    }
    json.writeEndArray();
  }

  public static ObjectNode error(SpanError error) {
    return Json.tree(json -> write(json, error));
  }

  private static void write(JsonGenerator json, SpanError error) throws IOException {
    String message = error.message();
    json.writeStartObject();
    json.writeStringField("type", error.type());
    json.writeStringField(
        "message", message.length() > MESSAGE ? message.substring(0, MESSAGE) : message);
    json.writeEndObject();
  }

  public static @Nullable ObjectNode ref(@Nullable SpanRow span, TraceTree tree) {
    if (span == null) {
      return null;
    }
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("id", span.idText())
            .put("type", span.type().wire())
            .put("name", span.name());
    int call = tree.call(span);
    if (call > 0) {
      json.put("call", call);
    }
    return json;
  }

  public static ObjectNode tokens(Tokens tokens) {
    return Json.tree(json -> write(json, tokens));
  }

  static void write(JsonGenerator json, Tokens tokens) throws IOException {
    json.writeStartObject();
    json.writeNumberField("input", tokens.input());
    json.writeNumberField("output", tokens.output());
    positive(json, "cachedInput", tokens.cachedInput());
    positive(json, "cacheWriteInput", tokens.cacheWriteInput());
    positive(json, "reasoning", tokens.reasoning());
    if (tokens.estimated()) {
      json.writeBooleanField("estimated", true);
    }
    json.writeEndObject();
  }

  public static ObjectNode cost(Cost cost) {
    return Json.tree(json -> write(json, cost));
  }

  static void write(JsonGenerator json, Cost cost) throws IOException {
    json.writeStartObject();
    json.writeNumberField("total", cost.total());
    json.writeNumberField("input", cost.input());
    json.writeNumberField("output", cost.output());
    if (cost.cacheSavings() != 0) {
      json.writeNumberField("cacheSavings", cost.cacheSavings());
    }
    positive(json, "unpriced", cost.unpriced());
    text(json, "source", cost.source());
    json.writeEndObject();
  }

  private static void positive(JsonGenerator json, String field, long value) throws IOException {
    if (value > 0) {
      json.writeNumberField(field, value);
    }
  }

  static void text(JsonGenerator json, String field, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  /** Milliseconds with nanosecond precision. */
  public static double millis(long nanos) {
    return nanos / 1e6;
  }
}
