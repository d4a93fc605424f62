// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.analysis.TraceDigest;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.SourcePosition;
import dev.clew.viewer.store.WriteResult;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one batch within a transaction: spans first, then what is derived from them. */
final class BatchWriter {

  /** A trace that the batch touches. */
  private static final class Touched {
    private final long key;
    private final boolean isNew;
    private TraceHeader header;
    private boolean changed;

    Touched(long key, boolean isNew, TraceHeader header) {
      this.key = key;
      this.isNew = isNew;
      this.header = header;
      changed = isNew;
    }
  }

  private final Statements sql;
  private final FacetTable.Changes facets;
  private final long revision;
  private final SpanTable spans;
  private final Map<String, Touched> traces = new LinkedHashMap<>();
  private int newSpans;
  private int changedSpans;
  private boolean other;

  BatchWriter(Statements sql, FacetTable facets) throws SQLException {
    this.sql = sql;
    this.facets = facets.new Changes(sql);
    revision = sql.number("SELECT value FROM counter WHERE name = 'revision'") + 1;
    spans = new SpanTable(sql, revision);
  }

  WriteResult write(Batch batch) throws SQLException {
    for (TraceRecord record : batch.records()) {
      if (record instanceof TraceRecord.SpanReceived span) {
        span(span);
      } else if (record instanceof TraceRecord.TraceReceived trace) {
        header(trace.header());
      } else if (record instanceof TraceRecord.JvmReceived jvm) {
        jvm(jvm.jvm());
      }
    }
    SourcePosition position = batch.position();
    if (position != null) {
      sql.update(
          "INSERT OR REPLACE INTO source_position (source, offset, fingerprint) VALUES (?, ?, ?)",
          position.source(),
          position.offset(),
          position.fingerprint());
    }
    return finish();
  }

  /** Ends a JVM's open spans. */
  WriteResult cutOff(String jvm, List<String> traceIds) throws SQLException {
    for (String traceId : traceIds) {
      Touched trace = touch(traceId);
      spans.cutOff(trace.key, jvm);
      trace.changed = true;
    }
    return finish();
  }

  private void span(TraceRecord.SpanReceived received) throws SQLException {
    SpanRow span = received.row();
    Touched trace = touch(span.traceId());
    SpanTable.Change change = spans.put(trace.key, span, received.payload());
    switch (change) {
      case NEW -> newSpans++;
      case CHANGED -> changedSpans++;
      case NONE -> {}
    }
    trace.changed |= change != SpanTable.Change.NONE;
  }

  private void header(TraceHeader received) throws SQLException {
    Touched trace = touch(received.traceId());
    TraceHeader merged = trace.header.plus(received);
    trace.changed |= !merged.equals(trace.header);
    trace.header = merged;
  }

  private Touched touch(String traceId) throws SQLException {
    Touched known = traces.get(traceId);
    if (known != null) {
      return known;
    }
    Long key = TraceTable.find(sql, traceId);
    Touched trace =
        key == null
            ? new Touched(TraceTable.insert(sql, traceId), true, TraceHeader.empty(traceId))
            : new Touched(key, false, TraceTable.header(sql, key, traceId));
    traces.put(traceId, trace);
    return trace;
  }

  private void jvm(JvmSample.Jvm jvm) throws SQLException {
    JvmSample.Jvm definition =
        new JvmSample.Jvm(
            jvm.id(),
            jvm.pid(),
            jvm.startedMillis(),
            jvm.service(),
            jvm.agentVersion(),
            jvm.javaVersion(),
            jvm.librariesJson(),
            jvm.settingsJson(),
            jvm.lastSeenMillis(),
            null);
    sql.update(
        "INSERT INTO jvm (id, definition, last_seen_millis) VALUES (?, ?, ?) ON CONFLICT (id)"
            + " DO UPDATE SET definition = excluded.definition,"
            + " last_seen_millis = excluded.last_seen_millis"
            + " WHERE excluded.last_seen_millis >= last_seen_millis",
        jvm.id(),
        Json.write(definition),
        jvm.lastSeenMillis());
    JvmSample sample = jvm.sample();
    if (sample != null) {
      sql.update(
          "INSERT OR REPLACE INTO jvm_sample (jvm, time_millis, figures) VALUES (?, ?, ?)",
          sample.jvm(),
          sample.timeMillis(),
          Json.write(sample.figures()));
    }
    other = true;
  }

  private WriteResult finish() throws SQLException {
    Set<String> changed = new LinkedHashSet<>();
    for (Map.Entry<String, Touched> entry : traces.entrySet()) {
      if (entry.getValue().changed) {
        digest(entry.getKey(), entry.getValue());
        changed.add(entry.getKey());
      }
    }
    facets.finish();
    if (!changed.isEmpty() || other) {
      sql.update("UPDATE counter SET value = ? WHERE name = 'revision'", revision);
    }
    return new WriteResult(
        newSpans, changedSpans, changed, changed.isEmpty() && !other ? revision - 1 : revision);
  }

  private void digest(String traceId, Touched trace) throws SQLException {
    long start =
        trace.isNew
            ? Digested.NEW
            : sql.number("SELECT start_nanos FROM trace WHERE key = ?", trace.key);
    digest(sql, facets, new Digested(trace.key, traceId, start), trace.header, revision);
  }

  /**
   * A trace to be digested.
   *
   * @param start as stored, or {@link #NEW}
   */
  record Digested(long key, String id, long start) {

    static final long NEW = Long.MIN_VALUE;
  }

  /** Derives the row and the values of a trace from its spans. */
  static void digest(
      Statements sql, FacetTable.Changes facets, Digested trace, TraceHeader header, long revision)
      throws SQLException {
    List<SpanRow> spans = SpanTable.ofTrace(sql, trace.key, trace.id);
    TraceDigest digest = TraceDigest.of(header, spans);
    TraceTable.update(sql, trace.key, digest.row(), header, revision);
    facets.replace(
        trace.key,
        trace.start,
        digest.row().startNanos(),
        spans.isEmpty() ? Map.of() : digest.facets(),
        trace.start == Digested.NEW);
  }
}
