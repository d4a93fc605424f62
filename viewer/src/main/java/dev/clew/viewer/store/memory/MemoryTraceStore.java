// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.memory;

import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.TraceRecord;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Stores traces in memory, under one lock; meant for some thousand traces. */
public final class MemoryTraceStore implements TraceStore {

  private final Clock clock;
  private final Map<String, MemoryTrace> traces = new LinkedHashMap<>();
  private final Map<String, SourcePosition> positions = new LinkedHashMap<>();
  private final Map<String, SavedView> views = new TreeMap<>();
  private final MemoryDocuments documents = new MemoryDocuments();
  private final MemoryJvms jvms = new MemoryJvms();
  private long revision;

  public MemoryTraceStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized WriteResult write(Batch batch) {
    long next = revision + 1;
    Set<String> changed = new LinkedHashSet<>();
    int newSpans = 0;
    int changedSpans = 0;
    boolean other = false;
    for (TraceRecord record : batch.records()) {
      if (record instanceof TraceRecord.SpanReceived span) {
        Boolean isNew = trace(span.row().traceId(), changed).put(span.row(), span.payload(), next);
        if (isNew != null) {
          newSpans += isNew ? 1 : 0;
          changedSpans += isNew ? 0 : 1;
          changed.add(span.row().traceId());
        }
      } else if (record instanceof TraceRecord.TraceReceived trace) {
        if (trace(trace.header().traceId(), changed).merge(trace.header())) {
          changed.add(trace.header().traceId());
        }
      } else if (record instanceof TraceRecord.JvmReceived jvm) {
        jvms.put(jvm.jvm());
        other = true;
      }
    }
    SourcePosition position = batch.position();
    if (position != null) {
      positions.put(position.source(), position);
    }
    changed.forEach(id -> get(id).refresh(next));
    revision = changed.isEmpty() && !other ? revision : next;
    return new WriteResult(newSpans, changedSpans, changed, revision);
  }

  private MemoryTrace trace(String id, Set<String> changed) {
    MemoryTrace trace = traces.get(id);
    if (trace == null) {
      trace = new MemoryTrace(id);
      traces.put(id, trace);
      changed.add(id);
    }
    return trace;
  }

  private MemoryTrace get(String id) {
    MemoryTrace trace = traces.get(id);
    if (trace == null) {
      throw new IllegalStateException("no trace " + id);
    }
    return trace;
  }

  @Override
  public synchronized Map<String, SourcePosition> positions() {
    return Map.copyOf(positions);
  }

  @Override
  public synchronized void forgetPositions(Collection<String> sources) {
    positions.keySet().removeAll(sources);
  }

  private List<MemoryTrace> selected(Selection selection) {
    return traces.values().stream().filter(trace -> trace.matches(selection)).toList();
  }

  private List<TraceRow> rows(Selection selection) {
    return selected(selection).stream().map(trace -> trace.digest().row()).toList();
  }

  @Override
  public synchronized TracePage list(TraceQuery query) {
    return Listing.page(rows(query.selection()), query);
  }

  @Override
  public synchronized long count(Selection selection) {
    return rows(selection).size();
  }

  @Override
  public synchronized Totals totals(Selection selection) {
    return Listing.totals(rows(selection));
  }

  @Override
  public synchronized Histogram histogram(Selection selection, int buckets) {
    return Listing.histogram(
        rows(selection), selection, buckets, clock.millis() * 1_000_000 + 1_000_000);
  }

  @Override
  public synchronized List<ValueCount> values(
      String field, String contains, Selection selection, int limit) {
    return new MemoryFacets(field).values(selected(selection), contains, limit);
  }

  @Override
  public synchronized List<String> metadataKeys() {
    Set<String> keys = new TreeSet<>();
    traces.values().forEach(trace -> keys.addAll(trace.header().metadata().keySet()));
    return List.copyOf(keys);
  }

  @Override
  public synchronized Optional<StoredTrace> trace(String traceId) {
    MemoryTrace trace = traces.get(traceId);
    return trace == null || trace.spans().isEmpty()
        ? Optional.empty()
        : Optional.of(new StoredTrace(trace.digest().row(), trace.header(), trace.spans()));
  }

  @Override
  public synchronized OptionalLong traceRevision(String traceId) {
    MemoryTrace trace = traces.get(traceId);
    return trace == null || trace.spans().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(trace.digest().row().revision());
  }

  @Override
  public synchronized List<String> idsStartingWith(String prefix, int limit) {
    return traces.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix) && !entry.getValue().spans().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Neighbours neighbours(String traceId, Selection selection) {
    MemoryTrace trace = traces.get(traceId);
    return trace == null
        ? new Neighbours(Optional.empty(), Optional.empty())
        : Listing.neighbours(rows(selection), trace.digest().row());
  }

  @Override
  public synchronized List<TraceRow> succeededNear(TraceRow trace, int each) {
    return Listing.succeededNear(rows(Selection.ALL), trace, each);
  }

  @Override
  public synchronized Optional<byte[]> payload(String traceId, long spanId) {
    MemoryTrace trace = traces.get(traceId);
    return trace == null
        ? Optional.empty()
        : Optional.ofNullable(trace.payloads().get(spanId)).map(byte[]::clone);
  }

  @Override
  public synchronized void payloads(String traceId, BiConsumer<Long, byte[]> each) {
    MemoryTrace trace = traces.get(traceId);
    if (trace != null) {
      trace.payloads().forEach(each);
    }
  }

  @Override
  public synchronized long revision() {
    return revision;
  }

  @Override
  public synchronized List<String> changedSince(long since, int limit) {
    return rows(Selection.ALL).stream()
        .filter(row -> row.revision() > since)
        .sorted(Comparator.comparingLong(TraceRow::revision).reversed())
        .limit(limit)
        .map(TraceRow::id)
        .toList();
  }

  @Override
  public synchronized int indexText(int maxSpans) {
    int room = maxSpans;
    int waiting = 0;
    for (MemoryTrace trace : traces.values()) {
      room -= trace.index(room);
      waiting += trace.waiting();
    }
    return waiting;
  }

  @Override
  public synchronized int endJvm(String jvm) {
    int count = 0;
    for (MemoryTrace trace : traces.values()) {
      int ended = trace.cutOff(jvm, revision + 1);
      if (ended > 0) {
        trace.refresh(revision + 1);
        count += ended;
      }
    }
    revision += count > 0 ? 1 : 0;
    return count;
  }

  @Override
  public synchronized Set<String> jvmsWithOpenSpans() {
    Set<String> open = new LinkedHashSet<>();
    for (MemoryTrace trace : traces.values()) {
      for (SpanRow span : trace.spans()) {
        if (span.isOpen() && span.jvm() != null) {
          open.add(span.jvm());
        }
      }
    }
    return open;
  }

  @Override
  public synchronized List<JvmSample.Jvm> jvms() {
    return jvms.all();
  }

  @Override
  public synchronized List<JvmSample> samples(String jvm, long fromMillis, long toMillis) {
    return jvms.samples(jvm, fromMillis, toMillis);
  }

  @Override
  public synchronized SortedMap<String, String> documents(String kind) {
    return documents.all(kind);
  }

  @Override
  public synchronized boolean replaceDocument(
      String kind, String name, @Nullable String expected, @Nullable String text) {
    return documents.replace(kind, name, expected, text);
  }

  @Override
  public synchronized List<SavedView> views() {
    return List.copyOf(views.values());
  }

  @Override
  public synchronized void saveView(SavedView view) {
    views.put(view.name(), view);
  }

  @Override
  public synchronized boolean deleteView(String name) {
    return views.remove(name) != null;
  }

  @Override
  public synchronized Groups groups(GroupQuery query) {
    return new MemoryFacets(query.field()).groups(selected(query.minutes()), query);
  }

  @Override
  public synchronized PruneResult prune(Retention retention, long nowNanos) {
    List<TraceRow> rows = new ArrayList<>(rows(Selection.ALL));
    rows.sort(Comparator.comparingLong(TraceRow::startNanos));
    long before = bytes();
    long deleted = 0;
    long spans = 0;
    for (TraceRow row : rows) {
      boolean old =
          retention.maxAge() != null && row.startNanos() < nowNanos - retention.maxAge().toNanos();
      boolean many = retention.maxTraces() != null && traces.size() > retention.maxTraces();
      boolean big = retention.maxBytes() != null && bytes() > retention.maxBytes();
      if (!row.isRunning() && (old || many || big)) {
        traces.remove(row.id());
        deleted++;
        spans += row.spans();
      }
    }
    revision += deleted > 0 ? 1 : 0;
    return new PruneResult(deleted, spans, before, bytes());
  }

  private long bytes() {
    long sum = 0;
    for (MemoryTrace trace : traces.values()) {
      for (byte[] payload : trace.payloads().values()) {
        sum += payload.length;
      }
    }
    return sum;
  }

  @Override
  public synchronized boolean deleteTrace(String traceId) {
    boolean deleted = traces.remove(traceId) != null;
    revision += deleted ? 1 : 0;
    return deleted;
  }

  @Override
  public synchronized StoreStatistics statistics() {
    int waiting = traces.values().stream().mapToInt(MemoryTrace::waiting).sum();
    return Listing.statistics(traces.values(), bytes(), revision, waiting);
  }

  @Override
  public synchronized long tracesWithError(String errorType) {
    return traces.values().stream()
        .filter(
            trace ->
                trace.spans().stream()
                    .anyMatch(
                        span ->
                            span.status() == Status.ERROR
                                && span.error() != null
                                && span.error().type().equals(errorType)))
        .count();
  }

  @Override
  public void close() {}
}
