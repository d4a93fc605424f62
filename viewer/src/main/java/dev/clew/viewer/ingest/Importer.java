// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.ingest.otlp.OtlpJson;
import dev.clew.viewer.ingest.otlp.OtlpReader;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.WriteResult;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Imports an exported file: trace-file lines, the JSON document, CSV, OTLP in JSON, or OpenAI's
 * ingest format, each optionally gzipped. The format is recognised by its content. Records that are
 * already in the store are not duplicated.
 */
public final class Importer {

  private static final int BATCH = 2000;
  private static final int BATCH_BYTES = 16 << 20;
  private static final int BEGINNING = 32 << 10;
  private static final int MAX_PROBLEMS = 5;

  /**
   * The result of an import.
   *
   * @param spans how many were read, including those already in the store
   * @param rejected lines, items or spans that could not be read
   * @param problems the first few
   */
  public record Result(
      String format, int traces, long spans, long newSpans, long rejected, List<String> problems) {}

  private final TraceStore store;
  private final List<TraceRecord> batch = new ArrayList<>();
  private final Set<String> traces = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private String format = "nothing";
  private long spans;
  private long newSpans;
  private long rejected;
  private long bytes;

  public Importer(TraceStore store) {
    this.store = store;
  }

  /**
   * Reads to the end; does not close.
   *
   * @throws RecordException if the format is none of those
   */
  public Result read(InputStream stream) throws IOException, RecordException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    if (startsWithGzip(in)) {
      in = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
    }
    int first = peek(in);
    if (first == '{' && isLines(in)) {
      lines(in);
    } else if (first == '{') {
      json(in);
    } else if (first == 't') {
      csv(in);
    } else if (first >= 0) {
      throw new RecordException(
          "the file is not json, jsonl, csv, otlp (JSON) or openai, gzipped or not");
    }
    flush();
    return new Result(format, traces.size(), spans, newSpans, rejected, List.copyOf(problems));
  }

  private static boolean startsWithGzip(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip;
  }

  private static int peek(BufferedInputStream in) throws IOException {
    int next;
    do {
      in.mark(1);
      next = in.read();
    } while (next == ' ' || next == '\n' || next == '\r' || next == '\t');
    if (next >= 0) {
      in.reset();
    }
    return next;
  }

  /** Whether each line is a record: the first has an {@code object} before any list. */
  private static boolean isLines(BufferedInputStream in) throws IOException {
    in.mark(BEGINNING);
    String text = new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
    in.reset();
    int record = text.indexOf("\"object\":");
    int list = Integer.MAX_VALUE;
    for (String name : List.of("\"data\":[", "\"traces\":[", "\"resourceSpans\":[")) {
      int at = text.indexOf(name);
      list = at < 0 ? list : Math.min(list, at);
    }
    int line = text.indexOf('\n');
    return record >= 0 && record < list && (line < 0 || line > record);
  }

  /** Trace-file lines: stored unchanged, and each read with no more memory than it needs. */
  private void lines(InputStream in) throws IOException, RecordException {
    format = "jsonl";
    LineReader reader = new LineReader(in, LineSplitter.MAX_LINE);
    long number = 0;
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      number++;
      if (reader.wasTooLong()) {
        reject("line " + number + " is longer than " + LineSplitter.MAX_LINE + " bytes");
      } else if (line.length > 0) {
        line(line, number);
      }
    }
  }

  private void line(byte[] line, long number) throws RecordException {
    SpanContent content;
    try {
      content = SpanContent.of(line);
    } catch (UncheckedIOException e) {
      flush();
      throw new RecordException(
          "line " + number + " is not JSON; everything before it was imported");
    } catch (IllegalArgumentException e) {
      reject("line " + number + ": " + e.getMessage());
      return;
    }
    record(content.record(), line);
  }

  /** One JSON value after the other; long arrays in them are read entry by entry. */
  private void json(InputStream in) throws IOException {
    try (JsonParser parser = Json.MAPPER.getFactory().createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        object(parser);
      }
    }
  }

  private void object(JsonParser parser) throws IOException {
    var rest = Json.MAPPER.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      boolean list = value == JsonToken.START_ARRAY && rest.get("object") == null;
      if (list && field.equals("data")) {
        format = "openai";
        entries(parser, this::record);
      } else if (list && field.equals("traces")) {
        format = "json";
        entries(parser, this::document);
      } else if (list && field.equals("resourceSpans")) {
        format = "otlp";
        entries(parser, this::otlp);
      } else {
        rest.set(field, parser.readValueAsTree());
      }
    }
    if (rest.has("object")) {
      format = "jsonl";
      record(rest);
    }
  }

  private interface Entry {
    void read(JsonNode entry);
  }

  private static void entries(JsonParser parser, Entry entry) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      entry.read(parser.readValueAsTree());
    }
  }

  private void document(JsonNode trace) {
    Json.child(trace, "spans").forEach(this::record);
    record(Json.child(trace, "trace"));
  }

  private void record(JsonNode node) {
    record(node, Json.writeBytes(node));
  }

  private void record(JsonNode node, byte[] payload) {
    try {
      TraceRecord record = RecordReader.read(node, payload, Source.IMPORT);
      if (record != null) {
        add(record);
      }
    } catch (RecordException e) {
      reject(String.valueOf(e.getMessage()));
    }
  }

  private void otlp(JsonNode resourceSpans) {
    try {
      ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
      OtlpJson.merge(resourceSpans, request.addResourceSpansBuilder());
      OtlpReader.Result result = OtlpReader.read(request.build(), Source.OTLP);
      result.records().forEach(this::add);
      for (int i = 0; i < result.rejected(); i++) {
        reject(String.valueOf(result.problem()));
      }
    } catch (IllegalArgumentException e) {
      reject("not OTLP: " + e.getMessage());
    }
  }

  private void csv(InputStream in) throws IOException, RecordException {
    format = "csv";
    CsvReader reader =
        new CsvReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    List<String> header = reader.next();
    int column = header == null ? -1 : header.indexOf("record");
    if (column < 0) {
      throw new RecordException(
          "the CSV has no column \"record\"; only files that clew export wrote can be imported");
    }
    for (List<String> row = reader.next(); row != null; row = reader.next()) {
      JsonNode record = column < row.size() ? Json.readOrNull(row.get(column)) : null;
      if (record == null) {
        reject("a row without a record");
      } else {
        record(record);
      }
    }
  }

  private void add(TraceRecord record) {
    batch.add(record);
    if (record instanceof TraceRecord.SpanReceived span) {
      spans++;
      traces.add(span.row().traceId());
      bytes += span.payload().length;
    }
    if (batch.size() >= BATCH || bytes >= BATCH_BYTES) {
      flush();
    }
  }

  private void flush() {
    if (!batch.isEmpty()) {
      WriteResult result = store.write(Batch.of(List.copyOf(batch)));
      newSpans += result.newSpans();
      batch.clear();
      bytes = 0;
    }
  }

  private void reject(@Nullable String problem) {
    rejected++;
    if (problems.size() < MAX_PROBLEMS && problem != null) {
      problems.add(problem);
    }
  }
}
