// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRecord;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of a trace file (docs/trace-format.md), or one item of OpenAI's trace ingest,
 * which is the same without {@code clew}. Kinds of objects that are newer than the viewer are
 * skipped.
 */
public final class RecordReader {

  private RecordReader() {}

  /** The record, or null for an unknown kind of object. */
  public static @Nullable TraceRecord read(byte[] line, Source source) throws RecordException {
    try {
      return read(SpanContent.of(line).record(), line, source);
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      throw new RecordException(
          "not JSON: " + firstLine(cause == null ? null : cause.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new RecordException(String.valueOf(e.getMessage()));
    }
  }

  /** Like {@link #read(byte[], Source)}, for an existing tree. */
  public static @Nullable TraceRecord read(JsonNode node, byte[] payload, Source source)
      throws RecordException {
    if (!node.isObject()) {
      throw new RecordException("not a JSON object");
    }
    String object = Json.text(node, "object");
    if (object == null) {
      throw new RecordException("no field \"object\"");
    }
    return switch (object) {
      case "trace.span", "trace.span.open" ->
          new TraceRecord.SpanReceived(
              new SpanRecordReader(node, source, object.endsWith("open")).row(), payload);
      case "trace" -> new TraceRecord.TraceReceived(header(node));
      case "clew.jvm" -> new TraceRecord.JvmReceived(jvm(node));
      default -> null;
    };
  }

  private static TraceHeader header(JsonNode node) throws RecordException {
    JsonNode clew = Json.child(node, "clew");
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonNode given = Json.child(node, "metadata");
    given
        .properties()
        .forEach(
            entry -> {
              String value = Json.textOrJson(entry.getValue());
              if (value != null) {
                metadata.put(entry.getKey(), value);
              }
            });
    return new TraceHeader(
        Ids.trace(required(node, "id")),
        Json.text(node, "workflow_name"),
        Json.text(node, "group_id"),
        metadata,
        Json.text(clew, "service"),
        Json.number(clew, "dropped_spans", 0));
  }

  private static JvmSample.Jvm jvm(JsonNode node) throws RecordException {
    JsonNode clew = Json.child(node, "clew");
    String id = required(node, "id");
    long time = Json.number(clew, "time_unix_nano", 0) / 1_000_000;
    Map<String, Double> figures = new LinkedHashMap<>();
    Json.child(clew, "figures")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isNumber()) {
                figures.put(entry.getKey(), entry.getValue().doubleValue());
              }
            });
    int dash = id.indexOf('-');
    return new JvmSample.Jvm(
        id,
        dash < 0 ? 0 : parse(id.substring(0, dash)),
        dash < 0 ? 0 : parse(id.substring(dash + 1)),
        Json.text(clew, "service"),
        Json.text(clew, "agent_version"),
        Json.text(clew, "java_version"),
        Json.textOrJson(clew.get("libraries")),
        Json.textOrJson(clew.get("settings")),
        time,
        figures.isEmpty() ? null : new JvmSample(id, time, figures));
  }

  static String required(JsonNode node, String field) throws RecordException {
    String value = Json.text(node, field);
    if (value == null || value.isEmpty()) {
      throw new RecordException("no \"" + field + "\"");
    }
    return value;
  }

  private static long parse(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
