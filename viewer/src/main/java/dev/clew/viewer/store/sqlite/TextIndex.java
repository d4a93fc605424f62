// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.content.SpanText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the text of spans into the full-text index, some time after the spans themselves: it is the
 * dearest part of an import and nobody waits for it.
 */
final class TextIndex {

  /**
   * How many spans are waiting, never too few: records that were changed, and those beyond the last
   * one indexed. By their keys, because counting would read all of the records.
   */
  static final String WAITING =
      "SELECT (SELECT count(*) FROM text_queue) + max(0, ifnull((SELECT max(key) FROM payload), 0)"
          + " - (SELECT value FROM counter WHERE name = 'text_done'))";

  private static final String SELECT = "SELECT p.key, p.trace_key, p.body FROM payload p";

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Waiting(long payloadKey, long traceKey, byte[] body) {}

  private TextIndex() {}

  /** Returns how many spans are still waiting. */
  static int index(Statements sql, int maxSpans) throws SQLException {
    List<Waiting> waiting = new ArrayList<>();
    long done = sql.number("SELECT value FROM counter WHERE name = 'text_done'");
    sql.each(
        SELECT + " WHERE p.key IN (SELECT payload_key FROM text_queue ORDER BY 1 LIMIT ?)",
        row -> waiting.add(read(row)),
        maxSpans);
    int changed = waiting.size();
    sql.each(
        SELECT + " WHERE p.key > ? ORDER BY p.key LIMIT ?",
        row -> waiting.add(read(row)),
        done,
        maxSpans - changed);
    Map<Long, SpanText> texts = new LinkedHashMap<>();
    for (Waiting span : waiting) {
      texts
          .computeIfAbsent(span.traceKey(), key -> new SpanText())
          .add(SpanContent.of(PayloadCodec.unpack(span.body())));
    }
    for (Map.Entry<Long, SpanText> text : texts.entrySet()) {
      sql.update("INSERT INTO text_segment (trace_key) VALUES (?)", text.getKey());
      long segment = sql.number("SELECT last_insert_rowid()");
      sql.update(
          "INSERT INTO text_index (rowid, body) VALUES (?, ?)", segment, text.getValue().text());
    }
    for (Waiting span : waiting.subList(0, changed)) {
      sql.update("DELETE FROM text_queue WHERE payload_key = ?", span.payloadKey());
    }
    if (waiting.size() > changed) {
      sql.update(
          "UPDATE counter SET value = ? WHERE name = 'text_done'",
          waiting.get(waiting.size() - 1).payloadKey());
    }
    return (int) sql.number(WAITING);
  }

  private static Waiting read(ResultSet row) throws SQLException {
    return new Waiting(row.getLong(1), row.getLong(2), row.getBytes(3));
  }

  static void remove(Statements sql, long traceKey) throws SQLException {
    sql.update(
        "DELETE FROM text_index WHERE rowid IN"
            + " (SELECT key FROM text_segment WHERE trace_key = ?)",
        traceKey);
    sql.update("DELETE FROM text_segment WHERE trace_key = ?", traceKey);
    sql.update(
        "DELETE FROM text_queue WHERE payload_key IN"
            + " (SELECT payload_key FROM span WHERE trace_key = ?)",
        traceKey);
  }
}
