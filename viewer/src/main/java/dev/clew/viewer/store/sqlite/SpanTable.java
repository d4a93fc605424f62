// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.SpanRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Spans and their records. */
final class SpanTable {

  enum Change {
    NONE,
    NEW,
    CHANGED
  }

  private record Existing(int rank, long payloadKey, long payloadHash) {}

  private final Statements sql;
  private final long revision;
  private long nextPayload = -1;

  /** For one transaction. */
  SpanTable(Statements sql, long revision) {
    this.sql = sql;
    this.revision = revision;
  }

  /** Writes a span unless the stored one is better or the same. */
  Change put(long traceKey, SpanRow span, byte[] payload) throws SQLException {
    long hash = hash(payload);
    Existing existing =
        sql.first(
            "SELECT rank, payload_key, payload_hash FROM span WHERE trace_key = ? AND id = ?",
            row -> new Existing(row.getInt(1), row.getLong(2), row.getLong(3)),
            traceKey,
            span.id());
    if (existing != null
        && (existing.rank() > span.rank()
            || (existing.rank() == span.rank() && existing.payloadHash() == hash))) {
      return Change.NONE;
    }
    byte[] body = PayloadCodec.pack(payload);
    long payloadKey;
    if (existing == null) {
      payloadKey = nextPayload();
      sql.update(
          "INSERT INTO payload (key, trace_key, body) VALUES (?, ?, ?)",
          payloadKey,
          traceKey,
          body);
    } else {
      payloadKey = existing.payloadKey();
      sql.update("UPDATE payload SET body = ? WHERE key = ?", body, payloadKey);
      sql.update("INSERT OR IGNORE INTO text_queue (payload_key) VALUES (?)", payloadKey);
    }
    sql.update(
        "INSERT OR REPLACE INTO span (trace_key, id, parent_id, type, name, status, start_nanos,"
            + " end_nanos, flags, rank, revision, payload_key, payload_hash, error_type, jvm, facts)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        traceKey,
        span.id(),
        span.parentId(),
        span.type().wire(),
        span.name(),
        span.status().wire(),
        span.startNanos(),
        span.isOpen() ? null : (Object) span.endNanos(),
        span.flags(),
        span.rank(),
        revision,
        payloadKey,
        hash,
        span.failed() && span.error() != null ? span.error().type() : null,
        span.jvm(),
        FactsCodec.write(span));
    return existing == null ? Change.NEW : Change.CHANGED;
  }

  /** Keys of records only grow, so that the full-text index can recognise new ones. */
  private long nextPayload() throws SQLException {
    if (nextPayload < 0) {
      nextPayload =
          1
              + sql.number(
                  "SELECT max(ifnull((SELECT max(key) FROM payload), 0),"
                      + " (SELECT value FROM counter WHERE name = 'text_done'))");
    }
    return nextPayload++;
  }

  /** Ends a JVM's open spans. */
  void cutOff(long traceKey, String jvm) throws SQLException {
    List<SpanRow> spans = ofTrace(sql, traceKey, "");
    long end = 0;
    for (SpanRow span : spans) {
      end = Math.max(end, span.isOpen() ? span.startNanos() : span.endNanos());
    }
    for (SpanRow span : spans) {
      if (!span.isOpen() || !jvm.equals(span.jvm())) {
        continue;
      }
      SpanRow cut = span.cutOff(end, revision);
      sql.update(
          "UPDATE span SET status = ?, end_nanos = ?, flags = ?, revision = ?"
              + " WHERE trace_key = ? AND id = ?",
          cut.status().wire(),
          cut.endNanos(),
          cut.flags(),
          revision,
          traceKey,
          span.id());
    }
  }

  static List<SpanRow> ofTrace(Statements sql, long traceKey, String traceId) throws SQLException {
    return SpanRows.read(
        (reader, from, atOnce) -> sql.each(SpanRows.SELECT, reader, traceKey, from, atOnce),
        traceId);
  }

  static List<SpanRow> ofTrace(Connection connection, long traceKey, String traceId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SpanRows.SELECT)) {
      select.setLong(1, traceKey);
      return SpanRows.read(
          (reader, from, atOnce) -> {
            select.setLong(2, from);
            select.setInt(3, atOnce);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                reader.accept(rows);
              }
            }
          },
          traceId);
    }
  }

  private static long hash(byte[] payload) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : payload) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
