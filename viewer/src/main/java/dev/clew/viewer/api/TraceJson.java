// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.CriticalPath;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore.TracePage;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Traces: {@code TraceRow}, {@code TracePage} and {@code TraceDetail} of openapi.yaml. */
public final class TraceJson {

  private TraceJson() {}

  public static ObjectNode row(TraceRow row) {
    return Json.tree(json -> write(json, row));
  }

  private static void write(JsonGenerator json, TraceRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", row.id());
    json.writeStringField("name", row.name());
    json.writeStringField("status", row.status().wire());
    SpanJson.text(json, "service", row.service());
    SpanJson.text(json, "group", row.group());
    SpanJson.text(json, "user", row.user());
    json.writeObjectFieldStart("metadata");
    for (Map.Entry<String, String> entry : row.metadata().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("startMs", SpanJson.millis(row.startNanos()));
    if (row.endNanos() == SpanRow.OPEN) {
      json.writeNullField("endMs");
    } else {
      json.writeNumberField("endMs", SpanJson.millis(row.endNanos()));
    }
    json.writeNumberField("durationMs", SpanJson.millis(row.durationNanos()));
    SpanJson.text(json, "input", row.input());
    SpanJson.text(json, "output", row.output());
    finding(json, row.finding());
    json.writeArrayFieldStart("shape");
    for (TraceRow.ShapeBar bar : row.shape()) {
      json.writeStartArray();
      json.writeString(bar.type().wire());
      json.writeNumber(bar.start());
      json.writeNumber(bar.width());
      json.writeNumber(bar.error() ? 1 : 0);
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeNumberField("spans", row.spans());
    if (row.droppedSpans() > 0) {
      json.writeNumberField("droppedSpans", row.droppedSpans());
    }
    json.writeNumberField("errors", row.errors());
    json.writeNumberField("modelCalls", row.modelCalls());
    json.writeNumberField("toolCalls", row.toolCalls());
    json.writeNumberField("retries", row.retries());
    if (row.tokens() != null) {
      json.writeFieldName("tokens");
      SpanJson.write(json, row.tokens());
    }
    if (row.cost() != null) {
      json.writeFieldName("cost");
      SpanJson.write(json, row.cost());
    }
    texts(json, "models", row.models());
    texts(json, "agents", row.agents());
    texts(json, "tools", row.tools());
    json.writeNumberField("revision", row.revision());
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, TraceRow.@Nullable FindingBrief finding)
      throws IOException {
    json.writeFieldName("finding");
    if (finding == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("kind", finding.kind());
    json.writeStringField("severity", finding.severity());
    json.writeStringField("text", finding.text());
    SpanJson.text(json, "spanId", finding.spanId());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String field, Collection<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void texts(ObjectNode json, String field, Collection<String> texts) {
    ArrayNode array = json.putArray(field);
    texts.forEach(array::add);
  }

  public static void writePage(JsonGenerator json, TracePage page, TraceQuery query)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("traces");
    for (TraceRow row : page.rows()) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeStringField(
        "nextCursor",
        page.more() ? Cursor.of(page.rows().get(page.rows().size() - 1), query).encode() : null);
    json.writeEndObject();
  }

  /** A trace with its spans. Written as a stream: of a large trace this is megabytes. */
  public static void writeDetail(JsonGenerator json, LoadedTrace trace, long now)
      throws IOException {
    write(json, trace, trace.tree().order(), now);
  }

  /** A trace with the spans that changed after a revision. */
  public static void writeChanges(JsonGenerator json, LoadedTrace trace, long since, long now)
      throws IOException {
    List<SpanRow> all = trace.tree().order();
    write(json, trace, all.stream().filter(span -> span.revision() > since).toList(), now);
  }

  /**
   * A trace with some of its spans: those nearest to the roots. The critical path, which may pass
   * through any, is left out with them.
   *
   * @param max how many at most; a smaller trace is written whole
   */
  public static void writeTop(JsonGenerator json, LoadedTrace trace, int max, long now)
      throws IOException {
    List<SpanRow> top = TopSpans.of(trace.tree(), max);
    if (top.size() == trace.spans().size()) {
      writeDetail(json, trace, now);
      return;
    }
    json.writeStartObject();
    json.writeFieldName("trace");
    write(json, trace.row());
    json.writeBooleanField("partial", true);
    json.writeArrayFieldStart("spans");
    for (SpanRow span : top) {
      SpanJson.write(json, span, trace, trace.tree().children(span).size());
    }
    json.writeEndArray();
    json.writeFieldName("summary");
    json.writeTree(SummaryJson.summary(trace, now));
    json.writeArrayFieldStart("criticalPath");
    json.writeEndArray();
    json.writeNumberField("revision", trace.row().revision());
    json.writeEndObject();
  }

  /** What the rules find is worked out by another thread while the spans are written. */
  private static void write(JsonGenerator json, LoadedTrace trace, List<SpanRow> spans, long now)
      throws IOException {
    CompletableFuture<ObjectNode> summary =
        CompletableFuture.supplyAsync(() -> SummaryJson.summary(trace, now));
    json.writeStartObject();
    json.writeFieldName("trace");
    write(json, trace.row());
    json.writeArrayFieldStart("spans");
    for (SpanRow span : spans) {
      SpanJson.write(json, span, trace, 0);
    }
    json.writeEndArray();
    json.writeFieldName("summary");
    json.writeTree(summary.join());
    json.writeFieldName("criticalPath");
    path(json, trace.tree());
    json.writeNumberField("revision", trace.row().revision());
    json.writeEndObject();
  }

  /** The critical path alone. */
  public static void writePath(JsonGenerator json, TraceTree tree) throws IOException {
    json.writeStartObject();
    json.writeFieldName("segments");
    path(json, tree);
    json.writeEndObject();
  }

  private static void path(JsonGenerator json, TraceTree tree) throws IOException {
    json.writeStartArray();
    for (CriticalPath.Segment segment : CriticalPath.of(tree)) {
      json.writeStartObject();
      json.writeStringField("spanId", segment.span().idText());
      json.writeNumberField("offsetMs", SpanJson.millis(segment.start() - tree.start()));
      json.writeNumberField("endMs", SpanJson.millis(segment.end() - tree.start()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
