// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Spans and their records. */
final class SpanTable {

  static final String COLUMNS =
      "id, parent_id, type, name, status, start_nanos, end_nanos, flags, rank, revision, jvm, facts";

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

  /** Writes a span unless what is there is better, or the same. */
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

  /** Keys of records only grow, so that the full-text index can tell which are new. */
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

  /** Ends what a JVM left open. */
  void cutOff(long traceKey, String jvm) throws SQLException {
    List<SpanRow> open = new ArrayList<>();
    sql.each(
        "SELECT " + COLUMNS + " FROM span WHERE trace_key = ? AND jvm = ? AND end_nanos IS NULL",
        row -> open.add(read(row, "")),
        traceKey,
        jvm);
    long end =
        sql.number(
            "SELECT max(ifnull(end_nanos, start_nanos)) FROM span WHERE trace_key = ?", traceKey);
    for (SpanRow span : open) {
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
    List<SpanRow> spans = new ArrayList<>();
    sql.each(
        "SELECT " + COLUMNS + " FROM span WHERE trace_key = ?",
        row -> spans.add(read(row, traceId)),
        traceKey);
    return spans;
  }

  /** A row of {@link #COLUMNS}. */
  static SpanRow read(ResultSet row, String traceId) throws SQLException {
    long end = row.getLong(7);
    boolean open = row.wasNull();
    String name = row.getString(4);
    FactsCodec.Facts facts = FactsCodec.read(row.getString(12));
    return new SpanRow(
        traceId,
        row.getLong(1),
        row.getLong(2),
        SpanType.of(row.getString(3)),
        name,
        facts.label == null ? name : facts.label,
        Status.of(row.getString(5)),
        row.getLong(6),
        open ? SpanRow.OPEN : end,
        facts.firstToken,
        facts.service,
        facts.preview,
        facts.error(),
        facts.model(),
        facts.tool(),
        facts.handoff(),
        facts.retries,
        facts.retryDetail,
        row.getInt(8),
        facts.input,
        facts.output,
        facts.group,
        row.getString(11),
        row.getInt(9),
        row.getLong(10));
  }

  private static long hash(byte[] payload) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : payload) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
