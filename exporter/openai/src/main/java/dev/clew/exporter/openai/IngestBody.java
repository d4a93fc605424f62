// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds request bodies: {@code {"data": [...]}}, traces before spans.
 *
 * <p>Each trace is sent once. Clew repeats a trace record when a span arrives after the root, but
 * nothing that has changed by then has a place in OpenAI's format.
 */
final class IngestBody {
  private static final byte[] START = "{\"data\":[".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);
  private static final int MAX_REMEMBERED = 1_024;

  private final JsonBytes json = new JsonBytes();
  private final IngestItem items;
  private final Map<String, TraceRecord> told = new LinkedHashMap<>();

  IngestBody(boolean limits) {
    this.items = new IngestItem(new IngestData(json, limits));
  }

  /**
   * Returns the body, which may be {@link #isEmpty empty}; the same batch always gives the same
   * bytes.
   */
  byte[] of(List<ExportRecord> batch) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(16 * 1024);
    body.write(START);
    for (TraceRecord trace : traces(batch).values()) {
      add(json.of(out -> items.trace(trace, out)), body);
    }
    for (ExportRecord each : batch) {
      if (each instanceof SpanRecord span) {
        add(span(span), body);
      }
    }
    body.write(END);
    return body.toByteArray();
  }

  static boolean isEmpty(byte[] body) {
    return body.length == START.length + END.length;
  }

  private static void add(byte[] item, ByteArrayOutputStream body) throws IOException {
    if (body.size() > START.length) {
      body.write(',');
    }
    body.write(item);
  }

  private byte[] span(SpanRecord span) throws IOException {
    try {
      return json.of(out -> items.span(span, span.data(), out));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A record that is nested too deeply, for example, must not cost the batch.
      CustomData remains =
          new CustomData(span.name(), Map.of("clew.unreadable", e.getClass().getName()));
      return json.of(out -> items.span(span, remains, out));
    }
  }

  /**
   * Returns the traces to send; of several records of a trace the last, which is the most complete.
   */
  private Map<String, TraceRecord> traces(List<ExportRecord> batch) {
    Map<String, TraceRecord> latest = new LinkedHashMap<>();
    for (ExportRecord each : batch) {
      if (each instanceof TraceRecord trace) {
        latest.put(trace.traceId(), trace);
      }
    }
    // The same record again: the batch is being encoded a second time.
    latest.values().removeIf(trace -> !trace.equals(told.getOrDefault(trace.traceId(), trace)));
    told.putAll(latest);
    while (told.size() > MAX_REMEMBERED) {
      told.remove(told.keySet().iterator().next());
    }
    return latest;
  }
}
