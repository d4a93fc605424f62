// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A span that is kept. The same object is what callers work with and, once ended, what the sink
 * receives: nothing is copied on the application thread.
 */
final class RecordingSpan implements Span, FinishedSpan {
  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_EVENTS = 32;
  private static final int MAX_ENRICHMENTS = 15;
  private static final long NOT_YET = Long.MIN_VALUE;

  private final RecordingTracer tracer;
  private final TraceState trace;
  // Not the parent itself, whose content would live as long as its last child.
  private final @Nullable String parentId;
  private final long id = HexId.random();
  private final SpanType type;
  private final String name;
  private final Payload payload;
  private final long startEpochNanos;
  private final boolean first;
  private final Additions<Map.Entry<String, Object>> attributes = new Additions<>(MAX_ATTRIBUTES);
  private final Additions<SpanEvent> events = new Additions<>(MAX_EVENTS);
  private final Additions<Payload> enrichments = new Additions<>(MAX_ENRICHMENTS);
  // Beyond the limit only the last one is kept: it is the attempt that counts.
  private volatile @Nullable Payload latestEnrichment;
  private final AtomicLong firstChunk = new AtomicLong(NOT_YET);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile OpenSpans.@Nullable Entry open;
  // Written once, by whoever wins the end, before the span is handed over.
  private volatile long endEpochNanos;
  private volatile SpanStatus status = SpanStatus.OK;
  private volatile @Nullable SpanError error;

  RecordingSpan(
      RecordingTracer tracer,
      TraceState trace,
      @Nullable String parentId,
      SpanType type,
      String name,
      Payload payload) {
    this.tracer = tracer;
    this.trace = trace;
    this.parentId = parentId;
    this.type = type;
    this.name = name;
    this.payload = payload;
    this.first = parentId == null && trace.started() == 1;
    this.startEpochNanos = first ? trace.startEpochNanos() : trace.nowEpochNanos();
  }

  TraceState trace() {
    return trace;
  }

  /** Notes where the span is listed until it ends. */
  void opened(OpenSpans.Entry entry) {
    this.open = entry;
  }

  int idHash() {
    return Long.hashCode(id);
  }

  /**
   * Tools and handoffs that lie beside the calls of a model do not decide how the trace came out.
   */
  private boolean isStep() {
    return !first && (type == SpanType.FUNCTION || type == SpanType.HANDOFF);
  }

  TraceRecord traceRecord() {
    return new TraceRecord(
        trace.id(),
        trace.name(),
        trace.groupId(),
        trace.startEpochNanos(),
        endEpochNanos,
        trace.status(isStep() ? SpanStatus.OK : status),
        trace.started(),
        trace.dropped(),
        Map.of());
  }

  @Override
  public String traceId() {
    return trace.id();
  }

  @Override
  public String spanId() {
    return HexId.of(id);
  }

  @Override
  public @Nullable String parentId() {
    return parentId;
  }

  @Override
  public SpanType type() {
    return type;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Span withoutContent() {
    return new SpanPlace(trace, parentId, id, type, name);
  }

  @Override
  public boolean isRecording() {
    return !ended.get();
  }

  @Override
  public void attribute(String key, Object value) {
    // Values come straight from getters of libraries, which promise nothing about null.
    if (!ended.get() && key != null && value != null) {
      attributes.add(Map.entry(key, value));
    }
  }

  @Override
  public void event(String name, @Nullable String detail) {
    if (!ended.get()) {
      events.add(new SpanEvent(name, trace.nowEpochNanos(), detail));
    }
  }

  @Override
  public void firstChunk() {
    if (firstChunk.get() == NOT_YET && !ended.get()) {
      firstChunk.compareAndSet(NOT_YET, trace.nowEpochNanos());
    }
  }

  @Override
  public void groupId(String groupId) {
    trace.groupId(groupId);
  }

  @Override
  public void enrich(Payload payload) {
    if (!ended.get() && !enrichments.add(payload)) {
      latestEnrichment = payload;
    }
  }

  @Override
  public boolean end() {
    return end(SpanStatus.OK, null);
  }

  @Override
  public boolean fail(SpanError error) {
    return end(SpanStatus.ERROR, error);
  }

  @Override
  public boolean cancel() {
    return end(SpanStatus.CANCELLED, null);
  }

  private boolean end(SpanStatus status, @Nullable SpanError error) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    this.endEpochNanos = trace.nowEpochNanos();
    this.status = status;
    this.error = error;
    tracer.ended(this, open);
    return true;
  }

  @Override
  public long startEpochNanos() {
    return startEpochNanos;
  }

  @Override
  public long endEpochNanos() {
    return endEpochNanos;
  }

  @Override
  public @Nullable Long firstChunkEpochNanos() {
    long time = firstChunk.get();
    return time == NOT_YET ? null : time;
  }

  @Override
  public SpanStatus status() {
    return status;
  }

  @Override
  public @Nullable SpanError error() {
    return error;
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : attributes.toList()) {
      map.put(entry.getKey(), entry.getValue());
    }
    countDropped(map, "attributes", attributes.dropped());
    countDropped(map, "events", events.dropped());
    countDropped(map, "enrichments", Math.max(0, enrichments.dropped() - 1));
    return map;
  }

  private static void countDropped(Map<String, Object> map, String what, int dropped) {
    if (dropped > 0) {
      map.put("clew.dropped." + what, (long) dropped);
    }
  }

  @Override
  public List<SpanEvent> events() {
    return events.toList();
  }

  @Override
  public @Nullable String groupId() {
    return trace.groupId();
  }

  @Override
  public Payload payload() {
    return payload;
  }

  @Override
  public List<Payload> enrichments() {
    List<Payload> newestFirst = new ArrayList<>(enrichments.toList());
    Payload latest = latestEnrichment;
    if (latest != null) {
      newestFirst.add(latest);
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public String toString() {
    return type.wireName() + " " + name + " " + spanId();
  }
}
