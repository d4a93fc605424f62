// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Records as JSON trees in the trace format: OpenAI's ingest items, with Clew's additions in one
 * object beside them.
 *
 * <p>Times in nanoseconds since 1970 are decimal strings, because as numbers they exceed what a
 * double holds; durations are numbers, which stay exact up to 104 days.
 */
public final class RecordJson {
  /** The value of {@code clew.v}; grows when a reader of the former version could be misled. */
  public static final int VERSION = 1;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private RecordJson() {}

  /** Returns the tree of {@code exported}, made for the caller to change as it likes. */
  public static ObjectNode of(ExportRecord exported) {
    return exported instanceof SpanRecord span ? span(span) : trace((TraceRecord) exported);
  }

  private static ObjectNode span(SpanRecord span) {
    SpanDataJson data = SpanDataJson.of(span.data());
    ObjectNode node = JsonTree.object().put("object", "trace.span");
    node.put("id", span.spanId());
    node.put("trace_id", span.traceId());
    node.put("parent_id", span.parentId());
    node.put("started_at", iso(span.startEpochNanos()));
    node.put("ended_at", iso(span.endEpochNanos()));
    node.set("span_data", data.spanData());
    ErrorRecord error = span.error();
    node.set("error", error == null ? JsonTree.of(null) : error(error));
    ObjectNode clew = additions(span.name(), span.status().name());
    addTimes(clew, span.startEpochNanos(), span.endEpochNanos());
    Long firstChunk = span.firstChunkEpochNanos();
    if (firstChunk != null) {
      clew.put("time_to_first_chunk_nanos", firstChunk - span.startEpochNanos());
    }
    JsonTree.putIfKnown(clew, "group_id", span.groupId());
    JsonTree.putIfAny(clew, "attributes", span.attributes());
    if (!span.events().isEmpty()) {
      clew.set("events", events(span.events()));
    }
    if (!data.additions().isEmpty()) {
      clew.set("data", data.additions());
    }
    node.set("clew", clew);
    return node;
  }

  private static ObjectNode trace(TraceRecord trace) {
    ObjectNode node = JsonTree.object().put("object", "trace");
    node.put("id", trace.traceId());
    node.put("workflow_name", trace.name());
    node.put("group_id", trace.groupId());
    node.set("metadata", JsonTree.object(trace.metadata()));
    ObjectNode clew = additions(trace.name(), trace.status().name());
    clew.put("started_at", iso(trace.startEpochNanos()));
    clew.put("ended_at", iso(trace.endEpochNanos()));
    addTimes(clew, trace.startEpochNanos(), trace.endEpochNanos());
    clew.put("spans", trace.spans()).put("dropped_spans", trace.droppedSpans());
    node.set("clew", clew);
    return node;
  }

  private static ObjectNode additions(String name, String status) {
    return JsonTree.object()
        .put("v", VERSION)
        .put("name", name)
        .put("status", status.toLowerCase(Locale.ROOT));
  }

  private static void addTimes(ObjectNode clew, long startEpochNanos, long endEpochNanos) {
    clew.put("start_unix_nano", Long.toString(startEpochNanos));
    clew.put("end_unix_nano", Long.toString(endEpochNanos));
    clew.put("duration_nanos", endEpochNanos - startEpochNanos);
  }

  private static ObjectNode error(ErrorRecord error) {
    ObjectNode data = JsonTree.object().put("type", error.type());
    JsonTree.putIfKnown(data, "stack_trace", error.stackTrace());
    return JsonTree.object()
        .put("message", error.message() != null ? error.message() : error.type())
        .<ObjectNode>set("data", data);
  }

  private static ArrayNode events(List<SpanEvent> events) {
    ArrayNode nodes = JsonTree.NODES.arrayNode(events.size());
    for (SpanEvent event : events) {
      ObjectNode node =
          JsonTree.object()
              .put("name", event.name())
              .put("time_unix_nano", Long.toString(event.epochNanos()));
      JsonTree.putIfKnown(node, "detail", event.detail());
      nodes.add(node);
    }
    return nodes;
  }

  private static String iso(long epochNanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, NANOS_PER_SECOND),
            Math.floorMod(epochNanos, NANOS_PER_SECOND))
        .toString();
  }
}
