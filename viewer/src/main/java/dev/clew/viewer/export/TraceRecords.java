// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRow;
import java.time.Instant;

/** Creates the line of a trace in the trace-file format. */
final class TraceRecords {

  private TraceRecords() {}

  static ObjectNode trace(TraceRow row) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    record.put("object", "trace");
    record.put("id", row.id());
    record.put("workflow_name", row.name());
    record.put("group_id", row.group());
    ObjectNode metadata = record.putObject("metadata");
    row.metadata().forEach(metadata::put);
    ObjectNode clew = record.putObject("clew");
    long end = row.startNanos() + row.durationNanos();
    clew.put("v", 1);
    clew.put("name", row.name());
    clew.put("status", row.status().wire());
    clew.put("started_at", iso(row.startNanos()));
    clew.put("ended_at", row.isRunning() ? null : iso(end));
    clew.put("start_unix_nano", String.valueOf(row.startNanos()));
    clew.put("end_unix_nano", String.valueOf(end));
    clew.put("duration_nanos", row.durationNanos());
    clew.put("spans", row.spans());
    clew.put("dropped_spans", row.droppedSpans());
    if (row.service() != null) {
      clew.put("service", row.service());
    }
    if (row.cost() != null) {
      clew.putObject("attributes")
          .put("clew.cost.total", row.cost().total())
          .put("clew.cost.input", row.cost().input())
          .put("clew.cost.output", row.cost().output());
    }
    return record;
  }

  static String iso(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L).toString();
  }
}
