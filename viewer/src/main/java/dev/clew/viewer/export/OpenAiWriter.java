// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.store.StoredTrace;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The format of OpenAI's trace ingest: {@code {"data":[…]}}, with the ids that its dashboard uses.
 * A span id of 24 digits starts with our 16; types that the ingest does not know become custom.
 */
final class OpenAiWriter implements TraceWriter {

  private static final Set<String> KNOWN =
      Set.of(
          "agent",
          "function",
          "generation",
          "response",
          "handoff",
          "guardrail",
          "custom",
          "mcp_tools");

  private final Writer out;
  private String separator = "\n";

  OpenAiWriter(Writer out) throws IOException {
    this.out = out;
    out.write("{\"data\":[");
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    item(trace(trace.row()));
    for (SpanRow span : trace.spans()) {
      item(span(contents.apply(span).record()));
    }
  }

  private void item(JsonNode item) throws IOException {
    out.write(separator);
    separator = ",\n";
    out.write(item.toString());
  }

  private static ObjectNode trace(TraceRow row) {
    ObjectNode record = TraceRecords.trace(row);
    record.remove("clew");
    record.put("id", "trace_" + row.id());
    return record;
  }

  private static ObjectNode span(JsonNode record) {
    ObjectNode item = Json.MAPPER.createObjectNode();
    item.put("object", "trace.span");
    item.put("id", spanId(Json.text(record, "id")));
    item.put("trace_id", "trace_" + Json.text(record, "trace_id"));
    String parent = Json.text(record, "parent_id");
    item.put("parent_id", parent == null ? null : spanId(parent));
    item.put("started_at", Json.text(record, "started_at"));
    item.put("ended_at", Json.text(record, "ended_at"));
    JsonNode data = Json.child(record, "span_data");
    String type = Json.text(data, "type");
    if (type != null && KNOWN.contains(type)) {
      item.set("span_data", data);
    } else {
      ObjectNode custom = item.putObject("span_data").put("type", "custom");
      custom.put("name", Json.text(Json.child(record, "clew"), "name"));
      custom.set("data", data);
    }
    JsonNode error = record.get("error");
    item.set("error", error == null ? Json.MAPPER.nullNode() : error);
    return item;
  }

  /** Eight more digits derived from the id, so that the same span always gets the same id. */
  private static String spanId(@Nullable String id) {
    String digits = id == null ? "" : id;
    return "span_" + digits + String.format("%08x", digits.hashCode());
  }

  @Override
  public void close() throws IOException {
    out.write("\n]}\n");
    out.flush();
  }
}
