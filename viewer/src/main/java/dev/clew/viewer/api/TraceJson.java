// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.CriticalPath;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore.TracePage;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Traces: {@code TraceRow}, {@code TracePage} and {@code TraceDetail} of openapi.yaml. */
public final class TraceJson {

  private TraceJson() {}

  public static ObjectNode row(TraceRow row) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", row.id()).put("name", row.name()).put("status", row.status().wire());
    SpanJson.put(json, "service", row.service());
    SpanJson.put(json, "group", row.group());
    SpanJson.put(json, "user", row.user());
    ObjectNode metadata = json.putObject("metadata");
    row.metadata().forEach(metadata::put);
    json.put("startMs", SpanJson.millis(row.startNanos()));
    if (row.endNanos() == SpanRow.OPEN) {
      json.putNull("endMs");
    } else {
      json.put("endMs", SpanJson.millis(row.endNanos()));
    }
    json.put("durationMs", SpanJson.millis(row.durationNanos()));
    SpanJson.put(json, "input", row.input());
    SpanJson.put(json, "output", row.output());
    json.set("finding", finding(row.finding()));
    ArrayNode shape = json.putArray("shape");
    for (TraceRow.ShapeBar bar : row.shape()) {
      shape
          .addArray()
          .add(bar.type().wire())
          .add(bar.start())
          .add(bar.width())
          .add(bar.error() ? 1 : 0);
    }
    json.put("spans", row.spans());
    if (row.droppedSpans() > 0) {
      json.put("droppedSpans", row.droppedSpans());
    }
    json.put("errors", row.errors());
    json.put("modelCalls", row.modelCalls());
    json.put("toolCalls", row.toolCalls());
    json.put("retries", row.retries());
    if (row.tokens() != null) {
      json.set("tokens", SpanJson.tokens(row.tokens()));
    }
    if (row.cost() != null) {
      json.set("cost", SpanJson.cost(row.cost()));
    }
    texts(json, "models", row.models());
    texts(json, "agents", row.agents());
    texts(json, "tools", row.tools());
    json.put("revision", row.revision());
    return json;
  }

  private static @Nullable ObjectNode finding(TraceRow.@Nullable FindingBrief finding) {
    if (finding == null) {
      return null;
    }
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("kind", finding.kind())
            .put("severity", finding.severity())
            .put("text", finding.text());
    SpanJson.put(json, "spanId", finding.spanId());
    return json;
  }

  static void texts(ObjectNode json, String field, Collection<String> texts) {
    ArrayNode array = json.putArray(field);
    texts.forEach(array::add);
  }

  public static ObjectNode page(TracePage page, TraceQuery query) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode traces = json.putArray("traces");
    page.rows().forEach(row -> traces.add(row(row)));
    if (page.more()) {
      json.put("nextCursor", cursor(page.rows().get(page.rows().size() - 1), query).encode());
    } else {
      json.putNull("nextCursor");
    }
    return json;
  }

  /** The place after a row in the order of a query. */
  public static Cursor cursor(TraceRow row, TraceQuery query) {
    String value =
        switch (query.sort()) {
          case START -> String.valueOf(row.startNanos());
          case DURATION -> String.valueOf(row.durationNanos());
          case TOKENS -> String.valueOf(row.tokens() == null ? 0 : row.tokens().total());
          case COST -> String.valueOf(row.cost() == null ? 0.0 : row.cost().total());
          case NAME -> row.name();
          case ERRORS -> String.valueOf(row.errors());
          case SPANS -> String.valueOf(row.spans());
        };
    return new Cursor(row.isRunning(), value, row.id());
  }

  /**
   * A trace with its spans.
   *
   * @param since only spans that changed after this revision; 0 for all
   */
  public static ObjectNode detail(StoredTrace trace, long since, long now) {
    TraceTree tree = new TraceTree(trace.spans());
    Set<Long> fallbacks = new HashSet<>();
    Set<Long> madeUp = new HashSet<>();
    SummaryJson.derived(tree, fallbacks, madeUp);
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("trace", row(trace.row()));
    ArrayNode spans = json.putArray("spans");
    for (SpanRow span : tree.order()) {
      if (span.revision() > since) {
        spans.add(SpanJson.span(span, tree, trace.row().service(), fallbacks, madeUp));
      }
    }
    json.set("summary", SummaryJson.summary(trace, tree, now));
    json.set("criticalPath", path(tree));
    json.put("revision", trace.row().revision());
    return json;
  }

  public static ArrayNode path(TraceTree tree) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    List<CriticalPath.Segment> segments = CriticalPath.of(tree);
    for (CriticalPath.Segment segment : segments) {
      json.addObject()
          .put("spanId", segment.span().idText())
          .put("offsetMs", SpanJson.millis(segment.start() - tree.start()))
          .put("endMs", SpanJson.millis(segment.end() - tree.start()));
    }
    return json;
  }
}
