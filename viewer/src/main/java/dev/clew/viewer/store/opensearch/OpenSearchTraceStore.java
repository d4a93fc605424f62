// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Filter;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores traces in OpenSearch, which any number of viewers share. What this one wrote it finds at
 * once; what others wrote within a second.
 */
public final class OpenSearchTraceStore implements TraceStore {

  private static final int CHANGED = 1000;

  private final Connection connection;
  private final Indices indices;
  private final Places places;
  private final Revisions revisions;
  private final TraceWriter writer;
  private final SpanReader spans;
  private final MetaDocuments meta;
  private final SharedDocuments documents;
  private final TraceSearches searches;
  private final TraceSums sums;
  private final GroupSearches groups;
  private final Clock clock;
  private final boolean ownLifecycle;
  private final AtomicBoolean written = new AtomicBoolean(true);
  private final AtomicLong textPending = new AtomicLong();

  private OpenSearchTraceStore(OpenSearchSettings settings, Clock clock) {
    this.clock = clock;
    connection = new Connection(settings);
    indices = new Indices(settings.prefix());
    indices.prepare(connection);
    Integer keepDays = settings.keepDays();
    ownLifecycle = keepDays != null && !new Lifecycle(connection, indices).install(keepDays);
    places = new Places(connection, indices);
    revisions = new Revisions(connection, indices);
    writer = new TraceWriter(connection, indices, places);
    spans = new SpanReader(connection, indices, places);
    meta = new MetaDocuments(connection, indices);
    documents = new SharedDocuments(connection, indices);
    searches = new TraceSearches(connection, indices);
    sums = new TraceSums(searches);
    groups = new GroupSearches(searches);
  }

  /** Connects, and creates what is missing. */
  public static OpenSearchTraceStore open(OpenSearchSettings settings, Clock clock) {
    return new OpenSearchTraceStore(settings, clock);
  }

  private long nowNanos() {
    return clock.millis() * 1_000_000;
  }

  /** Makes everything that was written findable. */
  private void refresh() {
    written.set(false);
    textPending.set(0);
    connection.call(
        "POST", "/" + indices.allTraces() + "/_refresh?ignore_unavailable=true", null, 404);
  }

  private void refreshOwn() {
    if (written.get()) {
      refresh();
    }
  }

  @Override
  public WriteResult write(Batch batch) {
    long before = revisions.current();
    Map<String, Merging> changes = new LinkedHashMap<>();
    List<JvmSample.Jvm> jvms = new ArrayList<>();
    for (TraceRecord record : batch.records()) {
      if (record instanceof TraceRecord.SpanReceived span) {
        merging(changes, span.row().traceId(), before + 1).add(record);
      } else if (record instanceof TraceRecord.TraceReceived trace) {
        merging(changes, trace.header().traceId(), before + 1).add(record);
      } else if (record instanceof TraceRecord.JvmReceived jvm) {
        jvms.add(jvm.jvm());
      }
    }
    Map<String, Long> starts = new LinkedHashMap<>();
    changes.forEach((traceId, change) -> starts.put(traceId, change.start(nowNanos())));
    TraceWriter.Outcome outcome = writer.write(new LinkedHashMap<>(changes), starts, before + 1);
    textPending.addAndGet(outcome.newSpans() + outcome.changedSpans());
    if (!outcome.traces().isEmpty()) {
      written.set(true);
    }
    boolean changed = !outcome.traces().isEmpty() || !jvms.isEmpty();
    meta.write(jvms, null);
    long after = changed ? revisions.next() : before;
    // Only now: whoever reads it later will not write again what is before it.
    meta.write(List.of(), batch.position());
    return new WriteResult(outcome.newSpans(), outcome.changedSpans(), outcome.traces(), after);
  }

  private Merging merging(Map<String, Merging> changes, String traceId, long revision) {
    return changes.computeIfAbsent(
        traceId, id -> new Merging(connection.settings().host(), revision));
  }

  @Override
  public Map<String, SourcePosition> positions() {
    return meta.positions();
  }

  @Override
  public void forgetPositions(Collection<String> sources) {
    meta.forgetPositions(sources);
  }

  @Override
  public TracePage list(TraceQuery query) {
    refreshOwn();
    return searches.list(query);
  }

  @Override
  public long count(Selection selection) {
    refreshOwn();
    return searches.count(selection);
  }

  @Override
  public Totals totals(Selection selection) {
    refreshOwn();
    return sums.totals(selection);
  }

  @Override
  public Histogram histogram(Selection selection, int buckets) {
    refreshOwn();
    return sums.histogram(selection, buckets, nowNanos() + 1_000_000);
  }

  @Override
  public List<ValueCount> values(String field, String contains, Selection selection, int limit) {
    refreshOwn();
    return searches.values(field, contains, selection, limit);
  }

  @Override
  public List<String> metadataKeys() {
    refreshOwn();
    return searches.metadataKeys();
  }

  @Override
  public Optional<StoredTrace> trace(String traceId) {
    return spans.trace(traceId);
  }

  @Override
  public OptionalLong traceRevision(String traceId) {
    return spans
        .row(traceId)
        .map(row -> OptionalLong.of(row.revision()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public List<String> idsStartingWith(String prefix, int limit) {
    refreshOwn();
    return searches.idsStartingWith(prefix, limit);
  }

  @Override
  public Neighbours neighbours(String traceId, Selection selection) {
    refreshOwn();
    return spans
        .row(traceId)
        .map(row -> searches.neighbours(row, selection))
        .orElse(new Neighbours(Optional.empty(), Optional.empty()));
  }

  @Override
  public List<TraceRow> succeededNear(TraceRow trace, int each) {
    refreshOwn();
    return searches.succeededNear(trace, each);
  }

  @Override
  public Optional<byte[]> payload(String traceId, long spanId) {
    return spans.payload(traceId, spanId);
  }

  @Override
  public void payloads(String traceId, BiConsumer<Long, byte[]> each) {
    spans.payloads(traceId, each);
  }

  @Override
  public long revision() {
    return revisions.current();
  }

  @Override
  public List<String> changedSince(long revision, int limit) {
    refresh();
    return revisions.changedSince(revision, limit, searches);
  }

  /** OpenSearch indexes text itself; it only has to be made findable. */
  @Override
  public int indexText(int maxSpans) {
    if (textPending.get() > 0) {
      refresh();
    }
    return 0;
  }

  @Override
  public int endJvm(String jvm) {
    refreshOwn();
    ObjectNode body =
        TraceSearches.request(
            FilterQuery.term("open", TraceDocument.open(jvm, connection.settings().host())),
            CHANGED);
    int ended = 0;
    List<String> traceIds = searches.ids(body);
    while (!traceIds.isEmpty()) {
      CutOff cutOff = new CutOff(jvm, revisions.current() + 1);
      Map<String, TraceWriter.Change> changes = new LinkedHashMap<>();
      Map<String, Long> starts = new LinkedHashMap<>();
      for (String traceId : traceIds) {
        changes.put(traceId, cutOff);
        starts.put(traceId, nowNanos());
      }
      ended += writer.write(changes, starts, cutOff.revision()).changedSpans();
      revisions.next();
      refresh();
      traceIds = traceIds.size() < CHANGED ? List.of() : searches.ids(body);
    }
    return ended;
  }

  /** JVMs on this machine; of those on others nobody here knows whether they are alive. */
  @Override
  public Set<String> jvmsWithOpenSpans() {
    refreshOwn();
    String suffix = TraceDocument.open("", connection.settings().host());
    ObjectNode body = TraceSearches.request(FilterQuery.term("running", 1), 0);
    body.putObject("aggs")
        .putObject("jvms")
        .putObject("terms")
        .put("field", "open")
        .put("size", 10_000);
    Set<String> jvms = new LinkedHashSet<>();
    for (JsonNode bucket : TraceSearches.buckets(searches.search(body), "jvms")) {
      String open = bucket.path("key").asText();
      if (open.endsWith(suffix)) {
        jvms.add(open.substring(0, open.length() - suffix.length()));
      }
    }
    return jvms;
  }

  @Override
  public List<JvmSample.Jvm> jvms() {
    return meta.jvms();
  }

  @Override
  public List<JvmSample> samples(String jvm, long fromMillis, long toMillis) {
    return meta.samples(jvm, fromMillis, toMillis);
  }

  @Override
  public SortedMap<String, String> documents(String kind) {
    return documents.all(kind);
  }

  @Override
  public boolean replaceDocument(
      String kind, String name, @Nullable String expected, @Nullable String text) {
    return documents.replace(kind, name, expected, text);
  }

  @Override
  public List<SavedView> views() {
    return meta.views();
  }

  @Override
  public void saveView(SavedView view) {
    meta.save(view);
  }

  @Override
  public boolean deleteView(String name) {
    return meta.deleteView(name);
  }

  @Override
  public Groups groups(GroupQuery query) {
    refreshOwn();
    return groups.groups(query);
  }

  private Pruning pruning() {
    return new Pruning(connection, indices, places, searches);
  }

  @Override
  public PruneResult prune(Retention retention, long nowNanos) {
    refresh();
    Integer keepDays = connection.settings().keepDays();
    if (ownLifecycle && keepDays != null) {
      pruning().daysBefore(nowNanos - Duration.ofDays(keepDays).toNanos());
    }
    PruneResult result = pruning().prune(retention, nowNanos);
    if (result.traces() > 0) {
      long oldest = sums.totals(Selection.ALL).oldest();
      meta.deleteSamplesBefore(oldest / 1_000_000 - 3_600_000);
      revisions.next();
      refresh();
    }
    return result;
  }

  @Override
  public boolean deleteTrace(String traceId) {
    boolean deleted = spans.delete(traceId);
    if (deleted) {
      written.set(true);
      revisions.next();
    }
    return deleted;
  }

  @Override
  public StoreStatistics statistics() {
    long waiting = textPending.get();
    refreshOwn();
    return new Statistics(searches, sums)
        .of(connection.settings().toString(), pruning().bytes(), revisions.current(), waiting);
  }

  @Override
  public long tracesWithError(String errorType) {
    return count(
        Selection.of(new Filter.Match("error", true, List.of(errorType.toLowerCase(Locale.ROOT)))));
  }

  @Override
  public void close() {
    // The client has no connection of its own; idle ones end by themselves.
  }
}
