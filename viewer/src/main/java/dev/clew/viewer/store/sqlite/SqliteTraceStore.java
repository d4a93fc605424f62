// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.Histogram;
import dev.clew.viewer.store.PruneResult;
import dev.clew.viewer.store.Retention;
import dev.clew.viewer.store.SavedView;
import dev.clew.viewer.store.SourcePosition;
import dev.clew.viewer.store.StoreStatistics;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.Totals;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.WriteResult;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores traces in one SQLite file. Several processes may have it open at once. */
public final class SqliteTraceStore implements TraceStore {

  private final Database database;
  private final FacetTable facets = new FacetTable();
  private final RevisionCache<Selection, Totals> totals = new RevisionCache<>(20);
  private final RevisionCache<Selection, Long> counts = new RevisionCache<>(100);
  private final RevisionCache<GroupQuery, Groups> groups = new RevisionCache<>(50);
  private final Clock clock;

  private SqliteTraceStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Opens the store, creating it if needed, and migrates an older one. */
  public static SqliteTraceStore open(Path file, Clock clock) {
    return new SqliteTraceStore(Database.open(file), clock);
  }

  private <T> T write(Database.Write<T> work) {
    return FacetTable.guarded(database, facets, work);
  }

  @Override
  public WriteResult write(Batch batch) {
    return write(sql -> new BatchWriter(sql, facets).write(batch));
  }

  @Override
  public Map<String, SourcePosition> positions() {
    return database.read(
        handle -> {
          Map<String, SourcePosition> positions = new LinkedHashMap<>();
          handle
              .createQuery("SELECT source, offset, fingerprint FROM source_position")
              .map(
                  (row, context) ->
                      new SourcePosition(row.getString(1), row.getLong(2), row.getString(3)))
              .forEach(position -> positions.put(position.source(), position));
          return positions;
        });
  }

  @Override
  public void forgetPositions(Collection<String> sources) {
    write(
        sql -> {
          for (String source : sources) {
            sql.update("DELETE FROM source_position WHERE source = ?", source);
          }
          return 0;
        });
  }

  @Override
  public TracePage list(TraceQuery query) {
    return database.read(handle -> TraceQueries.list(handle, query));
  }

  @Override
  public long count(Selection selection) {
    return database.read(
        handle ->
            counts.get(
                selection, answerRevision(handle), () -> TraceQueries.count(handle, selection)));
  }

  @Override
  public Totals totals(Selection selection) {
    return database.read(
        handle ->
            totals.get(
                selection, answerRevision(handle), () -> TotalsQuery.run(handle, selection)));
  }

  @Override
  public Histogram histogram(Selection selection, int buckets) {
    long now = clock.millis() * 1_000_000 + 1_000_000;
    return database.read(handle -> HistogramQuery.run(handle, selection, buckets, now));
  }

  @Override
  public List<ValueCount> values(String field, String contains, Selection selection, int limit) {
    return database.read(handle -> TraceQueries.values(handle, field, contains, selection, limit));
  }

  @Override
  public List<String> metadataKeys() {
    return database.read(
        handle ->
            TraceQueries.strings(
                    handle,
                    "SELECT DISTINCT field FROM facet WHERE field >= ? AND field < ?"
                        + " ORDER BY field",
                    Facet.METADATA,
                    Facet.METADATA + "\uffff")
                .stream()
                .map(field -> field.substring(Facet.METADATA.length()))
                .toList());
  }

  @Override
  public Optional<StoredTrace> trace(String traceId) {
    return database.read(handle -> trace(handle, traceId));
  }

  private record Found(long key, TraceRow row, TraceHeader header) {}

  private static Optional<StoredTrace> trace(Handle handle, String traceId) {
    return handle
        .createQuery(
            "SELECT "
                + TraceTable.COLUMNS
                + ", t.key, d.header FROM trace t JOIN trace_detail d ON d.trace_key = t.key"
                + " WHERE t.id = ? AND t.spans > 0")
        .bind(0, traceId)
        .map(
            (columns, context) ->
                new Found(
                    columns.getLong("key"),
                    TraceTable.read(columns),
                    Json.read(columns.getString("header"), TraceHeader.class)))
        .findOne()
        .map(found -> new StoredTrace(found.row(), found.header(), spans(handle, found)));
  }

  private static List<SpanRow> spans(Handle handle, Found trace) {
    try {
      return SpanTable.ofTrace(handle.getConnection(), trace.key(), trace.row().id());
    } catch (SQLException e) {
      throw Database.failure("the spans of a trace cannot be read", e);
    }
  }

  @Override
  public OptionalLong traceRevision(String traceId) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT revision FROM trace WHERE id = ? AND spans > 0")
                .bind(0, traceId)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  @Override
  public List<String> idsStartingWith(String prefix, int limit) {
    return database.read(
        handle ->
            TraceQueries.strings(
                handle,
                "SELECT id FROM trace WHERE id >= ? AND id < ? AND spans > 0 ORDER BY id LIMIT ?",
                prefix,
                prefix + "g",
                limit));
  }

  @Override
  public Neighbours neighbours(String traceId, Selection selection) {
    return database.read(handle -> TraceQueries.neighbours(handle, traceId, selection));
  }

  @Override
  public List<TraceRow> succeededNear(TraceRow trace, int each) {
    return database.read(handle -> TraceQueries.succeededNear(handle, trace, each));
  }

  @Override
  public Optional<byte[]> payload(String traceId, long spanId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT p.body FROM trace t JOIN span s ON s.trace_key = t.key"
                        + " JOIN payload p ON p.key = s.payload_key WHERE t.id = ? AND s.id = ?")
                .bind(0, traceId)
                .bind(1, spanId)
                .map((row, context) -> PayloadCodec.unpack(row.getBytes(1)))
                .findOne());
  }

  @Override
  public void payloads(String traceId, BiConsumer<Long, byte[]> each) {
    database.read(
        handle -> {
          handle
              .createQuery(
                  "SELECT s.id, p.body FROM span s JOIN payload p ON p.key = s.payload_key"
                      + " WHERE s.trace_key = (SELECT key FROM trace WHERE id = ?)")
              .bind(0, traceId)
              .map(
                  (row, context) -> {
                    each.accept(row.getLong(1), PayloadCodec.unpack(row.getBytes(2)));
                    return 0;
                  })
              .forEach(done -> {});
          return 0;
        });
  }

  @Override
  public long revision() {
    return database.read(SqliteTraceStore::revision);
  }

  /** Text that is indexed changes what is found, but not the revision. */
  private static long answerRevision(Handle handle) {
    return handle
        .createQuery("SELECT sum(value) FROM counter WHERE name IN ('revision', 'text_done')")
        .mapTo(Long.class)
        .one();
  }

  private static long revision(Handle handle) {
    return handle
        .createQuery("SELECT value FROM counter WHERE name = 'revision'")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public List<String> changedSince(long revision, int limit) {
    return database.read(
        handle ->
            TraceQueries.strings(
                handle,
                "SELECT id FROM trace WHERE revision > ? AND spans > 0"
                    + " ORDER BY revision DESC LIMIT ?",
                revision,
                limit));
  }

  @Override
  public int indexText(int maxSpans) {
    int waiting = write(sql -> PendingDigests.make(sql, facets, maxSpans));
    return waiting + write(sql -> TextIndex.index(sql, maxSpans));
  }

  @Override
  public int endJvm(String jvm) {
    return write(
        sql -> {
          List<String> traces = new ArrayList<>();
          sql.each(
              "SELECT DISTINCT t.id FROM span s JOIN trace t ON t.key = s.trace_key"
                  + " WHERE s.jvm = ? AND s.end_nanos IS NULL",
              row -> traces.add(row.getString(1)),
              jvm);
          int spans =
              (int)
                  sql.number("SELECT count(*) FROM span WHERE jvm = ? AND end_nanos IS NULL", jvm);
          if (!traces.isEmpty()) {
            new BatchWriter(sql, facets).cutOff(jvm, traces);
          }
          return spans;
        });
  }

  @Override
  public Set<String> jvmsWithOpenSpans() {
    return database.read(
        handle ->
            new HashSet<>(
                TraceQueries.strings(
                    handle,
                    "SELECT DISTINCT jvm FROM span WHERE end_nanos IS NULL"
                        + " AND jvm IS NOT NULL")));
  }

  @Override
  public List<JvmSample.Jvm> jvms() {
    return database.read(JvmTable::jvms);
  }

  @Override
  public List<JvmSample> samples(String jvm, long fromMillis, long toMillis) {
    return database.read(handle -> JvmTable.samples(handle, jvm, fromMillis, toMillis));
  }

  @Override
  public SortedMap<String, String> documents(String kind) {
    return database.read(handle -> DocumentTable.all(handle, kind));
  }

  @Override
  public boolean replaceDocument(
      String kind, String name, @Nullable String expected, @Nullable String text) {
    return write(sql -> DocumentTable.replace(sql, kind, name, expected, text)) > 0;
  }

  @Override
  public List<SavedView> views() {
    return database.read(ViewTable::all);
  }

  @Override
  public void saveView(SavedView view) {
    write(sql -> ViewTable.save(sql, view));
  }

  @Override
  public boolean deleteView(String name) {
    return write(sql -> ViewTable.delete(sql, name)) > 0;
  }

  @Override
  public Groups groups(GroupQuery query) {
    return database.read(
        handle -> {
          long now = answerRevision(handle);
          return groups.get(query, now, () -> new GroupQueries(handle, query).run());
        });
  }

  @Override
  public PruneResult prune(Retention retention, long nowNanos) {
    return new Pruning.Run(database, facets).prune(retention, nowNanos);
  }

  @Override
  public boolean deleteTrace(String traceId) {
    return write(sql -> Pruning.one(sql, facets, traceId)).traces() > 0;
  }

  @Override
  public StoreStatistics statistics() {
    return database.read(handle -> StatisticsQuery.of(handle, database.file()));
  }

  @Override
  public long tracesWithError(String errorType) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(DISTINCT trace_key) FROM span WHERE error_type = ?")
                .bind(0, errorType)
                .mapTo(Long.class)
                .one());
  }

  @Override
  public void close() {
    database.close();
  }
}
