// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records that differ in one thing. */
final class SpanRecords {
  private SpanRecords() {}

  /** Returns spans of all types in turn. */
  static List<ExportRecord> batch(int spans) {
    List<ExportRecord> batch = new ArrayList<>();
    List<SpanData> data = Samples.allData();
    for (int i = 1; i <= spans; i++) {
      batch.add(Samples.span(i, data.get(i % data.size())));
    }
    return batch;
  }

  static SpanRecord withId(SpanRecord span, String id) {
    return copy(span, id, span.name(), span.status(), span.attributes());
  }

  static SpanRecord withAttributes(SpanRecord span, Map<String, Object> attributes) {
    return copy(span, span.spanId(), span.name(), span.status(), attributes);
  }

  static SpanRecord named(SpanRecord span, String name) {
    return copy(span, span.spanId(), name, span.status(), span.attributes());
  }

  static SpanRecord withStatus(SpanRecord span, SpanStatus status) {
    return copy(span, span.spanId(), span.name(), status, span.attributes());
  }

  private static SpanRecord copy(
      SpanRecord span, String id, String name, SpanStatus status, Map<String, Object> attributes) {
    return new SpanRecord(
        span.traceId(),
        id,
        span.parentId(),
        name,
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        status,
        status == SpanStatus.ERROR ? span.error() : null,
        span.groupId(),
        span.data(),
        attributes,
        span.events());
  }
}
