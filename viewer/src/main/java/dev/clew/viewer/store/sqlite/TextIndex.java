// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.content.SpanText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the text of spans into the full-text index, some time after the spans themselves: it is the
 * dearest part of an import and nobody waits for it.
 */
final class TextIndex {

  private record Waiting(long traceKey, long spanId, byte @Nullable [] body) {}

  private TextIndex() {}

  /** Returns how many spans are still waiting. */
  static int index(Statements sql, int maxSpans) throws SQLException {
    List<Waiting> waiting = new ArrayList<>();
    sql.each(
        "SELECT q.trace_key, q.span_id, p.body FROM text_queue q"
            + " LEFT JOIN span s ON s.trace_key = q.trace_key AND s.id = q.span_id"
            + " LEFT JOIN payload p ON p.key = s.payload_key"
            + " ORDER BY q.trace_key, q.span_id LIMIT ?",
        row -> waiting.add(new Waiting(row.getLong(1), row.getLong(2), row.getBytes(3))),
        maxSpans);
    Map<Long, SpanText> texts = new LinkedHashMap<>();
    for (Waiting span : waiting) {
      if (span.body() != null) {
        texts
            .computeIfAbsent(span.traceKey(), key -> new SpanText())
            .add(SpanContent.of(PayloadCodec.unpack(span.body())));
      }
      sql.update(
          "DELETE FROM text_queue WHERE trace_key = ? AND span_id = ?",
          span.traceKey(),
          span.spanId());
    }
    for (Map.Entry<Long, SpanText> text : texts.entrySet()) {
      sql.update("INSERT INTO text_segment (trace_key) VALUES (?)", text.getKey());
      long segment = sql.number("SELECT last_insert_rowid()");
      sql.update(
          "INSERT INTO text_index (rowid, body) VALUES (?, ?)", segment, text.getValue().text());
    }
    return (int) sql.number("SELECT count(*) FROM text_queue");
  }

  static void remove(Statements sql, long traceKey) throws SQLException {
    sql.update(
        "DELETE FROM text_index WHERE rowid IN"
            + " (SELECT key FROM text_segment WHERE trace_key = ?)",
        traceKey);
    sql.update("DELETE FROM text_segment WHERE trace_key = ?", traceKey);
    sql.update("DELETE FROM text_queue WHERE trace_key = ?", traceKey);
  }
}
