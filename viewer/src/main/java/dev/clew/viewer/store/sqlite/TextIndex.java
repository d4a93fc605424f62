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
 * Adds the text of spans to the full-text index, some time after the spans themselves: it is the
 * most expensive part of an import, and nobody waits for it.
 */
final class TextIndex {

  /**
   * How many spans are waiting, never too few: records that were changed, and those beyond the last
   * one indexed. By their keys, because counting would read all of the records.
   */
  static final String WAITING =
      "SELECT (SELECT count(*) FROM text_queue) + max(0, ifnull((SELECT max(key) FROM payload), 0)"
          + " - (SELECT value FROM counter WHERE name = 'text_done'))";

  /**
   * Traces with a text; {@code MATCH} is a parameter. The key of a segment is that of its trace,
   * with a number in the lowest bits.
   */
  static final String TRACES_THAT_MATCH =
      "SELECT rowid >> 20 FROM text_index WHERE text_index MATCH ?";

  /** To be added to it: only segments from one key on, and before another. */
  static final String AMONG = " AND rowid >= ? AND rowid < ?";

  private static final int NUMBER_BITS = 20;

  private static final String SELECT = "SELECT p.key, p.trace_key, p.body FROM payload p";

  private TextIndex() {}

  /** Returns how many spans are still waiting. */
  static int index(Statements sql, int maxSpans) throws SQLException {
    long done = sql.number("SELECT value FROM counter WHERE name = 'text_done'");
    Map<Long, SpanText> texts = new LinkedHashMap<>();
    List<Long> changed = new ArrayList<>();
    sql.each(
        SELECT + " WHERE p.key IN (SELECT payload_key FROM text_queue ORDER BY 1 LIMIT ?)",
        row -> {
          changed.add(row.getLong(1));
          add(row, texts);
        },
        maxSpans);
    long[] last = {done};
    sql.each(
        SELECT + " WHERE p.key > ? ORDER BY p.key LIMIT ?",
        row -> {
          last[0] = row.getLong(1);
          add(row, texts);
        },
        done,
        maxSpans - changed.size());
    for (Map.Entry<Long, SpanText> text : texts.entrySet()) {
      long segment = nextSegment(sql, text.getKey());
      sql.update("INSERT INTO text_segment (key, trace_key) VALUES (?, ?)", segment, text.getKey());
      sql.update(
          "INSERT INTO text_index (rowid, body) VALUES (?, ?)", segment, text.getValue().text());
    }
    for (long key : changed) {
      sql.update("DELETE FROM text_queue WHERE payload_key = ?", key);
    }
    if (last[0] > done) {
      sql.update("UPDATE counter SET value = ? WHERE name = 'text_done'", last[0]);
    }
    return (int) sql.number(WAITING);
  }

  /** The least key that a segment of a trace can have. */
  static long firstSegment(long traceKey) {
    return traceKey << NUMBER_BITS;
  }

  private static long nextSegment(Statements sql, long traceKey) throws SQLException {
    long first = firstSegment(traceKey);
    return Math.max(
        first,
        1
            + sql.number(
                "SELECT ifnull(max(key), 0) FROM text_segment WHERE key >= ? AND key < ?",
                first,
                first + (1L << NUMBER_BITS)));
  }

  /** One record after the other: together they may be larger than the heap. */
  private static void add(ResultSet row, Map<Long, SpanText> texts) throws SQLException {
    texts
        .computeIfAbsent(row.getLong(2), key -> new SpanText())
        .add(SpanContent.of(PayloadCodec.unpack(row.getBytes(3))));
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
