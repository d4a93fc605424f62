// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in the trace format: OpenAI's ingest items, with Clew's additions in one object
 * beside them.
 *
 * <p>Times in nanoseconds since 1970 are decimal strings, because as numbers they exceed the
 * precision of a double; durations are numbers, which stay exact up to 104 days.
 */
public final class RecordJson {
  /**
   * The value of {@code clew.v}; incremented when a reader of the previous version could be misled.
   */
  public static final int VERSION = 1;

  private RecordJson() {}

  /** Writes {@code exported} as one object. */
  public static void write(ExportRecord exported, JsonGenerator out) throws IOException {
    JsonTreeWriter json = new JsonTreeWriter(out);
    json.begin();
    if (exported instanceof SpanRecord span) {
      span(span, json);
    } else {
      trace((TraceRecord) exported, json);
    }
    json.end();
  }

  private static void span(SpanRecord span, JsonTreeWriter json) throws IOException {
    json.field("object", "trace.span");
    json.field("id", span.spanId());
    json.field("trace_id", span.traceId());
    json.field("parent_id", span.parentId());
    json.field("started_at", IsoTime.of(span.startEpochNanos()));
    json.field("ended_at", IsoTime.of(span.endEpochNanos()));
    json.begin("span_data");
    SpanDataJson.write(span.data(), json);
    json.end();
    error(span.error(), json);
    json.begin("clew");
    additions(span.name(), span.status().name(), json);
    times(span.startEpochNanos(), span.endEpochNanos(), json);
    Long firstChunk = span.firstChunkEpochNanos();
    if (firstChunk != null) {
      json.field("time_to_first_chunk_nanos", firstChunk - span.startEpochNanos());
    }
    json.fieldIfKnown("group_id", span.groupId());
    json.fieldIfAny("attributes", span.attributes());
    events(span.events(), json);
    json.beginIfAny("data");
    ExtensionFieldsJson.write(span.data(), json);
    json.end();
    json.end();
  }

  private static void trace(TraceRecord trace, JsonTreeWriter json) throws IOException {
    json.field("object", "trace");
    json.field("id", trace.traceId());
    json.field("workflow_name", trace.name());
    json.field("group_id", trace.groupId());
    json.field("metadata", trace.metadata());
    json.begin("clew");
    additions(trace.name(), trace.status().name(), json);
    json.field("started_at", IsoTime.of(trace.startEpochNanos()));
    json.field("ended_at", IsoTime.of(trace.endEpochNanos()));
    times(trace.startEpochNanos(), trace.endEpochNanos(), json);
    json.field("spans", trace.spans());
    json.field("dropped_spans", trace.droppedSpans());
    json.fieldIfAny("attributes", trace.attributes());
    json.end();
  }

  private static void additions(String name, String status, JsonTreeWriter json)
      throws IOException {
    json.field("v", VERSION);
    json.field("name", name);
    json.field("status", status.toLowerCase(Locale.ROOT));
  }

  private static void times(long startEpochNanos, long endEpochNanos, JsonTreeWriter json)
      throws IOException {
    json.field("start_unix_nano", Long.toString(startEpochNanos));
    json.field("end_unix_nano", Long.toString(endEpochNanos));
    json.field("duration_nanos", endEpochNanos - startEpochNanos);
  }

  /** Writes the field {@code error} in the format of OpenAI's ingest. */
  public static void error(@Nullable ErrorRecord error, JsonTreeWriter json) throws IOException {
    if (error == null) {
      json.field("error", null);
      return;
    }
    json.begin("error");
    json.field("message", error.message() != null ? error.message() : error.type());
    json.begin("data");
    json.field("type", error.type());
    json.fieldIfKnown("stack_trace", error.stackTrace());
    json.end();
    json.end();
  }

  static void events(List<SpanEvent> events, JsonTreeWriter json) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    json.beginArray("events");
    for (SpanEvent event : events) {
      json.begin();
      json.field("name", event.name());
      json.field("time_unix_nano", Long.toString(event.epochNanos()));
      json.fieldIfKnown("detail", event.detail());
      json.end();
    }
    json.endArray();
  }
}
