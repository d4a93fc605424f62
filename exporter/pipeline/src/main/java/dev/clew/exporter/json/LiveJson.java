// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.api.export.SpanRecord;
import java.io.IOException;
import java.util.Map;

/**
 * Writes the trace format's records other than spans and traces: spans that are still open, and the
 * JVM. They have an {@code object} of their own, so that a reader that does not know them skips
 * them.
 */
final class LiveJson {
  private LiveJson() {}

  /** Writes {@code span} as one that has not ended; its end is ignored. */
  static void openSpan(SpanRecord span, JsonGenerator out) throws IOException {
    JsonTreeWriter json = new JsonTreeWriter(out);
    json.begin();
    json.field("object", "trace.span.open");
    json.field("id", span.spanId());
    json.field("trace_id", span.traceId());
    json.field("parent_id", span.parentId());
    json.field("started_at", IsoTime.of(span.startEpochNanos()));
    json.field("ended_at", null);
    json.begin("span_data");
    SpanDataJson.write(span.data(), json);
    json.end();
    json.field("error", null);
    json.begin("clew");
    json.field("v", RecordJson.VERSION);
    json.field("name", span.name());
    json.field("status", "running");
    json.field("start_unix_nano", Long.toString(span.startEpochNanos()));
    Long firstChunk = span.firstChunkEpochNanos();
    if (firstChunk != null) {
      json.field("time_to_first_chunk_nanos", firstChunk - span.startEpochNanos());
    }
    json.fieldIfKnown("group_id", span.groupId());
    json.fieldIfAny("attributes", span.attributes());
    RecordJson.events(span.events(), json);
    json.end();
    json.end();
  }

  static void jvm(JvmRecord jvm, JsonGenerator out) throws IOException {
    JsonTreeWriter json = new JsonTreeWriter(out);
    json.begin();
    json.field("object", "clew.jvm");
    json.field("id", jvm.id());
    json.begin("clew");
    json.field("v", RecordJson.VERSION);
    json.field("time_unix_nano", Long.toString(jvm.epochNanos()));
    for (Map.Entry<String, Object> fact : jvm.facts().entrySet()) {
      json.field(fact.getKey(), fact.getValue());
    }
    json.field("figures", jvm.figures());
    json.end();
    json.end();
  }
}
