// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.store.StoredTrace;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row per span (RFC 4180), for data frames and spreadsheets. The last column is the complete
 * record, from which the file can be imported again.
 */
final class CsvWriter implements TraceWriter {

  static final List<String> COLUMNS =
      List.of(
          "trace_id",
          "trace_name",
          "group",
          "service",
          "span_id",
          "parent_id",
          "type",
          "name",
          "status",
          "started_at",
          "duration_ms",
          "first_token_ms",
          "model",
          "provider",
          "input_tokens",
          "output_tokens",
          "cached_tokens",
          "reasoning_tokens",
          "cost_usd",
          "error_type",
          "error_message",
          "input",
          "output",
          "record");

  private final Writer out;

  CsvWriter(Writer out) throws IOException {
    this.out = out;
    out.write(String.join(",", COLUMNS));
    out.write("\r\n");
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    for (SpanRow span : trace.spans()) {
      Tokens tokens = span.tokens();
      Cost cost = span.cost();
      boolean ended = !span.isOpen();
      row(
          trace.row().id(),
          trace.row().name(),
          trace.row().group(),
          span.service() != null ? span.service() : trace.row().service(),
          span.idText(),
          span.parentId() == 0 ? null : Ids.span(span.parentId()),
          span.type().wire(),
          span.name(),
          span.status().wire(),
          TraceRecords.iso(span.startNanos()),
          ended ? String.valueOf((span.endNanos() - span.startNanos()) / 1e6) : null,
          span.firstTokenNanos() < 0 ? null : String.valueOf(span.firstTokenNanos() / 1e6),
          span.model() == null ? null : span.model().model(),
          span.model() == null ? null : span.model().provider(),
          tokens == null ? null : String.valueOf(tokens.input()),
          tokens == null ? null : String.valueOf(tokens.output()),
          tokens == null ? null : String.valueOf(tokens.cachedInput()),
          tokens == null ? null : String.valueOf(tokens.reasoning()),
          cost == null || cost.unpriced() > 0 ? null : String.valueOf(cost.total()),
          span.error() == null ? null : span.error().type(),
          span.error() == null ? null : span.error().message(),
          span.input(),
          span.output(),
          contents.apply(span).record().toString());
    }
  }

  private void row(@Nullable String... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      String cell = cells[i];
      if (cell != null) {
        out.write(escape(cell));
      }
    }
    out.write("\r\n");
  }

  /** A text that a spreadsheet would run as a formula is prefixed with an apostrophe. */
  static String escape(String cell) {
    boolean formula =
        !cell.isEmpty()
            && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0
            && !cell.matches("-?\\d+(\\.\\d+)?(E-?\\d+)?");
    String text = formula ? "'" + cell : cell;
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
