// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Writes traces of a store to a stream, one after the other, never holding all of them in memory.
 */
public final class TraceExport {

  private static final int PAGE = 200;

  private final TraceStore store;
  private final ExportFormat format;

  public TraceExport(TraceStore store, ExportFormat format) {
    this.store = store;
    this.format = format;
  }

  /**
   * Writes the selected traces, the latest first.
   *
   * @param done called after each trace with the number written so far
   * @return how many
   */
  public long write(Selection selection, OutputStream out, LongConsumer done) throws IOException {
    long written = 0;
    try (TraceWriter writer = writer(out)) {
      TraceQuery query = TraceQuery.latest(selection, PAGE);
      while (true) {
        TraceStore.TracePage page = store.list(query);
        List<String> ids = new ArrayList<>(page.rows().stream().map(TraceRow::id).toList());
        for (String id : ids) {
          if (written >= format.maxTraces()) {
            return written;
          }
          if (write(id, writer)) {
            done.accept(++written);
          }
        }
        if (!page.more()) {
          return written;
        }
        query = query.after(Cursor.of(page.rows().get(page.rows().size() - 1), query));
      }
    }
  }

  /** Writes one trace; false if no trace has that id. */
  public boolean write(String traceId, OutputStream out) throws IOException {
    try (TraceWriter writer = writer(out)) {
      return write(traceId, writer);
    }
  }

  private boolean write(String traceId, TraceWriter writer) throws IOException {
    Optional<StoredTrace> trace = store.trace(traceId);
    if (trace.isEmpty()) {
      return false;
    }
    writer.write(
        trace.get(),
        span ->
            store
                .payload(traceId, span.id())
                .map(format.forReading() ? SpanContent::of : SpanContent::whole)
                .orElse(new SpanContent(Json.MAPPER.createObjectNode())));
    return true;
  }

  private TraceWriter writer(OutputStream stream) throws IOException {
    if (format == ExportFormat.PARQUET) {
      return new SpanParquetWriter(stream);
    }
    Writer out =
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    return switch (format) {
      case JSON -> new JsonDocumentWriter(out);
      case JSONL -> new JsonLinesWriter(out);
      case CSV -> new CsvWriter(out);
      case OTLP -> new OtlpLinesWriter(out);
      case OPENAI -> new OpenAiWriter(out);
      case HTML -> new HtmlWriter(out);
      case MARKDOWN -> new MarkdownWriter(out);
      case PARQUET -> throw new IllegalStateException("not a text");
    };
  }
}
