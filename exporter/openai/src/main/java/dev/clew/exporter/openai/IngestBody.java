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
 * Makes request bodies: {@code {"data": [...]}}, traces before spans.
 *
 * <p>A trace is told of once. Clew tells of it again when a span came in after its root; what has
 * changed by then has no place in OpenAI's form of it.
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

  /** Returns the body, which may be {@link #isEmpty empty}; the same batch gives the same bytes. */
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
      // One that is nested too deeply, say, shall not cost the batch.
      CustomData remains =
          new CustomData(span.name(), Map.of("clew.unreadable", e.getClass().getName()));
      return json.of(out -> items.span(span, remains, out));
    }
  }

  /** The traces to tell of; of several records of one trace the last, which knows most. */
  private Map<String, TraceRecord> traces(List<ExportRecord> batch) {
    Map<String, TraceRecord> latest = new LinkedHashMap<>();
    for (ExportRecord each : batch) {
      if (each instanceof TraceRecord trace) {
        latest.put(trace.traceId(), trace);
      }
    }
    // The same record once more: the batch is being made a second time.
    latest.values().removeIf(trace -> !trace.equals(told.getOrDefault(trace.traceId(), trace)));
    told.putAll(latest);
    while (told.size() > MAX_REMEMBERED) {
      told.remove(told.keySet().iterator().next());
    }
    return latest;
  }
}
