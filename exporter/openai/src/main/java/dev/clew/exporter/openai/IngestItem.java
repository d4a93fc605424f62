// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.json.JsonTreeWriter;
import dev.clew.exporter.json.RecordJson;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the items of a request: traces, and the common fields of spans. */
final class IngestItem {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private final IngestData data;

  IngestItem(IngestData data) {
    this.data = data;
  }

  void trace(TraceRecord trace, JsonTreeWriter json) throws IOException {
    json.begin();
    json.field("object", "trace");
    json.field("id", IngestIds.trace(trace.traceId()));
    json.field("workflow_name", trace.name().isBlank() ? "Agent workflow" : trace.name());
    json.field("group_id", trace.groupId());
    json.field("metadata", trace.metadata());
    json.end();
  }

  void span(SpanRecord span, SpanData said, JsonTreeWriter json) throws IOException {
    json.begin();
    json.field("object", "trace.span");
    json.field("id", IngestIds.span(span.spanId()));
    json.field("trace_id", IngestIds.trace(span.traceId()));
    json.field("parent_id", IngestIds.span(span.parentId()));
    json.field("started_at", time(span.startEpochNanos()));
    json.field("ended_at", time(span.endEpochNanos()));
    json.begin("span_data");
    data.write(said, span, json);
    json.end();
    RecordJson.error(span.error(), json);
    json.end();
  }

  private static String time(long epochNanos) {
    return TIME.format(
        Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, NANOS_PER_SECOND),
            Math.floorMod(epochNanos, NANOS_PER_SECOND)));
  }
}
