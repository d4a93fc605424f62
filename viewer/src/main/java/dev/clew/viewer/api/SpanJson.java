// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Spans without content, {@code Span} and {@code SpanRef} of openapi.yaml. */
public final class SpanJson {

  private static final int MESSAGE = 200;

  private SpanJson() {}

  /**
   * One span.
   *
   * @param fallbacks ids of model calls that took over from failed ones
   * @param madeUp ids of runs of tools that were not offered
   */
  public static ObjectNode span(
      SpanRow span,
      TraceTree tree,
      @Nullable String service,
      Set<Long> fallbacks,
      Set<Long> madeUp) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", span.idText());
    if (span.parentId() != 0) {
      json.put("parentId", Ids.span(span.parentId()));
    }
    json.put("type", span.type().wire());
    json.put("name", span.name());
    json.put("status", span.status().wire());
    json.put("offsetMs", millis(span.startNanos() - tree.start()));
    if (!span.isOpen()) {
      json.put("durationMs", millis(span.endNanos() - span.startNanos()));
    }
    if (span.firstTokenNanos() >= 0) {
      json.put("firstTokenMs", millis(span.firstTokenNanos()));
    }
    if (span.service() != null && !span.service().equals(service)) {
      json.put("service", span.service());
    }
    put(json, "preview", span.preview());
    if (span.error() != null) {
      json.set("error", error(span.error()));
    }
    model(json, span, tree);
    if (!span.retryOffsets().isEmpty()) {
      ArrayNode retries = json.putArray("retries");
      span.retryOffsets().forEach(offset -> retries.add(millis(offset)));
      put(json, "retryDetail", span.retryDetail());
    }
    flags(json, span, fallbacks.contains(span.id()), madeUp.contains(span.id()));
    if (span.tool() != null) {
      put(json, "callId", span.tool().callId());
      put(json, "mcpServer", span.tool().mcpServer());
    }
    if (span.handoff() != null) {
      json.put("from", span.handoff().from());
      json.put("to", span.handoff().to());
      put(json, "decidedBy", span.handoff().decidedBy());
    }
    return json;
  }

  private static void model(ObjectNode json, SpanRow span, TraceTree tree) {
    ModelFacts model = span.model();
    if (model == null) {
      return;
    }
    put(json, "model", model.responseModel());
    put(json, "provider", model.provider());
    if (model.tokens() != null) {
      json.set("tokens", tokens(model.tokens()));
    }
    if (model.cost() != null) {
      json.set("cost", cost(model.cost()));
    }
    put(json, "finishReason", model.finishReason());
    int call = tree.call(span);
    if (call > 0) {
      json.put("call", call);
    }
  }

  private static void flags(ObjectNode json, SpanRow span, boolean fallback, boolean madeUp) {
    if (span.flags() == 0 && !fallback && !madeUp) {
      return;
    }
    ArrayNode flags = json.putArray("flags");
    for (SpanFlag flag : span.flagSet()) {
      flags.add(flag.wire());
    }
    if (fallback) {
      flags.add(SpanFlag.FALLBACK.wire());
    }
    if (madeUp) {
      flags.add(SpanFlag.NOT_OFFERED.wire());
    }
  }

  public static ObjectNode error(SpanError error) {
    String message = error.message();
    return Json.MAPPER
        .createObjectNode()
        .put("type", error.type())
        .put("message", message.length() > MESSAGE ? message.substring(0, MESSAGE) : message);
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
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("input", tokens.input()).put("output", tokens.output());
    positive(json, "cachedInput", tokens.cachedInput());
    positive(json, "cacheWriteInput", tokens.cacheWriteInput());
    positive(json, "reasoning", tokens.reasoning());
    if (tokens.estimated()) {
      json.put("estimated", true);
    }
    return json;
  }

  public static ObjectNode cost(Cost cost) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("total", cost.total()).put("input", cost.input()).put("output", cost.output());
    if (cost.cacheSavings() != 0) {
      json.put("cacheSavings", cost.cacheSavings());
    }
    positive(json, "unpriced", cost.unpriced());
    put(json, "source", cost.source());
    return json;
  }

  private static void positive(ObjectNode json, String field, long value) {
    if (value > 0) {
      json.put(field, value);
    }
  }

  static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  /** Milliseconds with all digits of the nanoseconds. */
  public static double millis(long nanos) {
    return nanos / 1e6;
  }
}
