// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.RecordException;
import dev.clew.viewer.ingest.RecordReader;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes records of one trace in the trace-file format; times are milliseconds after its start. */
public final class Recording {

  /** 2026-11-29T15:00:00Z. */
  public static final long START = 1_795_964_400_000_000_000L;

  private final String traceId;
  private final long start;
  private final List<ObjectNode> records = new ArrayList<>();
  private int ids;

  public Recording(int number) {
    this(number, START + number * 60_000_000_000L);
  }

  public Recording(int number, long startNanos) {
    traceId = String.format("%032x", number + 0xabc0000L);
    start = startNanos;
  }

  /** The lines of the five runs of the travel desk that are kept as a resource. */
  public static List<String> travelDesk() {
    try (InputStream in = Recording.class.getResourceAsStream("travel-desk.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines as records of the store. */
  public static List<TraceRecord> read(List<String> lines, Source source) {
    List<TraceRecord> records = new ArrayList<>();
    for (String line : lines) {
      try {
        records.add(RecordReader.read(line.getBytes(StandardCharsets.UTF_8), source));
      } catch (RecordException e) {
        throw new IllegalArgumentException(line, e);
      }
    }
    return records;
  }

  public String traceId() {
    return traceId;
  }

  /** Id of the span that was added as the how manieth, from 1. */
  public String spanId(int number) {
    return String.format("%016x", Long.parseUnsignedLong(traceId.substring(24), 16) * 256 + number);
  }

  public String agent(String parent, String name, long from, long to) {
    return span(parent, "agent", name, from, to, record -> data(record).put("name", name));
  }

  public String generation(String parent, String model, long from, long to) {
    return generation(parent, model, from, to, record -> {});
  }

  public String generation(
      String parent, String model, long from, long to, Consumer<ObjectNode> more) {
    return span(
        parent,
        "generation",
        "chat " + model,
        from,
        to,
        record -> {
          data(record).put("model", model);
          extra(record).put("request_model", model).put("provider", "openai");
          more.accept(record);
        });
  }

  public String tool(String parent, String name, long from, long to, String arguments) {
    return tool(parent, name, from, to, arguments, record -> {});
  }

  public String tool(
      String parent, String name, long from, long to, String arguments, Consumer<ObjectNode> more) {
    return span(
        parent,
        "function",
        name,
        from,
        to,
        record -> {
          data(record).put("name", name).put("input", arguments);
          more.accept(record);
        });
  }

  /**
   * Adds a span.
   *
   * @param to negative for a span that is open
   * @return its id
   */
  public String span(
      String parent, String type, String name, long from, long to, Consumer<ObjectNode> more) {
    String id = spanId(++ids);
    boolean open = to < 0;
    ObjectNode record = Json.MAPPER.createObjectNode();
    record.put("object", open ? "trace.span.open" : "trace.span");
    record.put("id", id).put("trace_id", traceId).put("parent_id", parent);
    record.putObject("span_data").put("type", type);
    record.putNull("error");
    ObjectNode clew = record.putObject("clew");
    clew.put("v", 1).put("name", name).put("status", open ? "running" : "ok");
    clew.put("start_unix_nano", String.valueOf(start + from * 1_000_000));
    if (!open) {
      clew.put("end_unix_nano", String.valueOf(start + to * 1_000_000));
    }
    clew.putObject("attributes");
    clew.putObject("data");
    more.accept(record);
    records.add(record);
    return id;
  }

  public void trace(String name, String group, Consumer<ObjectNode> metadata) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    record.put("object", "trace").put("id", traceId).put("workflow_name", name);
    record.put("group_id", group);
    metadata.accept(record.putObject("metadata"));
    record.putObject("clew").put("v", 1);
    records.add(record);
  }

  public static ObjectNode data(ObjectNode record) {
    return (ObjectNode) record.get("span_data");
  }

  public static ObjectNode extra(ObjectNode record) {
    return (ObjectNode) record.get("clew").get("data");
  }

  public static ObjectNode attributes(ObjectNode record) {
    return (ObjectNode) record.get("clew").get("attributes");
  }

  public static void fail(ObjectNode record, String type, String message) {
    ((ObjectNode) record.get("clew")).put("status", "error");
    record.putObject("error").put("message", message).putObject("data").put("type", type);
  }

  public static void usage(ObjectNode record, long input, long output, double cost) {
    extra(record).putObject("usage").put("input", input).put("output", output);
    attributes(record).put("clew.cost.total", cost);
  }

  public List<String> lines() {
    return records.stream().map(ObjectNode::toString).toList();
  }

  public List<TraceRecord> records() {
    return records(new Source(true, "4711-1795960000000"));
  }

  public List<TraceRecord> records(Source source) {
    return read(lines(), source);
  }

  /** The narrow spans. */
  public List<SpanRow> spans() {
    return records().stream()
        .filter(TraceRecord.SpanReceived.class::isInstance)
        .map(record -> ((TraceRecord.SpanReceived) record).row())
        .toList();
  }
}
