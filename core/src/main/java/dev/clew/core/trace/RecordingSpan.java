// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A span that is recorded. Callers work with this object, and once it has ended the sink receives
 * the same object: nothing is copied on the application's thread.
 */
final class RecordingSpan implements Span, FinishedSpan, Position {
  /** Marks that the parent is not a Clew span in this process, so that no consumer waits for it. */
  private static final String PARENT_REMOTE = "clew.parent.remote";

  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_EVENTS = 32;
  private static final int MAX_ENRICHMENTS = 15;
  private static final long NOT_YET = Long.MIN_VALUE;

  /** The measured size of the span, its share of the trace and its slot in the queue. */
  private static final long SPAN_BYTES = 256;

  private static final long THROWABLE_BYTES = 2_048; // including the stack trace
  private static final long ADDITION_BYTES = 96; // an attribute or event

  private static final Payload RELEASED =
      () -> {
        throw new IllegalStateException("the content was released");
      };

  /** The parent id of a span without a parent; no real id is zero. */
  static final long NO_PARENT = 0;

  // Field updaters, because every call has a span: no extra objects, and lists only when used.
  private static final AtomicReferenceFieldUpdater<RecordingSpan, @Nullable SpanStatus> STATUS =
      AtomicReferenceFieldUpdater.newUpdater(RecordingSpan.class, SpanStatus.class, "status");
  private static final AtomicReferenceFieldUpdater<RecordingSpan, @Nullable Attribute> ATTRIBUTES =
      AtomicReferenceFieldUpdater.newUpdater(RecordingSpan.class, Attribute.class, "attributes");
  private static final AtomicLongFieldUpdater<RecordingSpan> FIRST_CHUNK =
      AtomicLongFieldUpdater.newUpdater(RecordingSpan.class, "firstChunk");

  @SuppressWarnings("rawtypes") // class literals have no type arguments
  private static final AtomicReferenceFieldUpdater<RecordingSpan, @Nullable BoundedList> EVENTS =
      AtomicReferenceFieldUpdater.newUpdater(RecordingSpan.class, BoundedList.class, "events");

  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<RecordingSpan, @Nullable BoundedList>
      ENRICHMENTS =
          AtomicReferenceFieldUpdater.newUpdater(
              RecordingSpan.class, BoundedList.class, "enrichments");

  private final TraceState trace;
  // The id and not the parent itself, whose content would live as long as its last child.
  private final long parentId;
  private final boolean top;
  private final Visibility visibility;
  private final long id;
  private final SpanType type;
  private final String name;
  private final long startEpochNanos;
  private final boolean first;
  private final String agents;
  private volatile Payload payload;
  private volatile @Nullable Attribute attributes;
  private volatile @Nullable BoundedList<SpanEvent> events;
  private volatile @Nullable BoundedList<Payload> enrichments;
  private volatile long firstChunk = NOT_YET;
  private volatile OpenSpans.@Nullable Entry open;
  // Null until the end. Whoever sets it also writes the fields below before the span is handed
  // over.
  private volatile @Nullable SpanStatus status;
  private volatile long endEpochNanos;
  // The state of the trace at that moment, if this is one of its topmost spans.
  private volatile long traceAtEnd;
  private volatile @Nullable SpanError error;

  RecordingSpan(
      TraceState trace,
      long parentId,
      boolean top,
      long id,
      Visibility visibility,
      SpanType type,
      String name,
      Payload payload,
      String agents) {
    this.trace = trace;
    this.agents = agents;
    this.parentId = parentId;
    this.top = top;
    this.id = id;
    this.visibility = visibility;
    this.type = type;
    this.name = name;
    this.payload = payload;
    this.first = top && trace.started() == 1;
    this.startEpochNanos =
        first && !trace.isBeforeFirstSpan() ? trace.startEpochNanos() : trace.nowEpochNanos();
  }

  @Override
  public TraceState trace() {
    return trace;
  }

  @Override
  public boolean isTop() {
    return top;
  }

  @Override
  public Visibility visibility() {
    return visibility;
  }

  @Override
  public String agents() {
    return agents;
  }

  /** Stores the entry under which the span is listed until it ends. */
  void opened(OpenSpans.Entry entry) {
    this.open = entry;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long parent() {
    return parentId;
  }

  /** Tools and handoffs beside the model calls do not determine the status of the trace. */
  private boolean isStep() {
    return !first && (type == SpanType.FUNCTION || type == SpanType.HANDOFF);
  }

  @Override
  public boolean endsTrace() {
    return top && status != null && !visibility.isHidden();
  }

  @Override
  public @Nullable TraceRecord traceRecord() {
    return endsTrace() ? trace.record(endEpochNanos, traceAtEnd) : null;
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
    return parentId == NO_PARENT ? null : HexId.of(parentId);
  }

  @Override
  public @Nullable RemoteParent remoteParent() {
    return trace.remoteParent();
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
  public Span reference() {
    return new SpanPlace(this, type, name);
  }

  @Override
  public boolean isRecording() {
    return status == null;
  }

  @Override
  public boolean hasTraceEnded() {
    return trace.isOver();
  }

  @Override
  public void releaseContextAtEnd(Context context) {
    trace.releaseContextAtEnd(context);
  }

  @Override
  public void setAttribute(String key, Object value) {
    // Values come straight from library getters, which may return null.
    if (status == null && key != null && value != null) {
      Attribute before;
      do {
        before = attributes;
      } while (!ATTRIBUTES.compareAndSet(
          this, before, Attribute.after(before, key, value, MAX_ATTRIBUTES)));
    }
  }

  @Override
  public void addEvent(String name, @Nullable String detail) {
    if (status == null) {
      this.<SpanEvent>listToAddTo(EVENTS, MAX_EVENTS)
          .add(new SpanEvent(name, trace.nowEpochNanos(), detail));
    }
  }

  @Override
  public void recordFirstChunk() {
    if (firstChunk == NOT_YET && status == null) {
      FIRST_CHUNK.compareAndSet(this, NOT_YET, trace.nowEpochNanos());
    }
  }

  @Override
  public void setGroupId(String groupId) {
    trace.setGroupId(groupId);
  }

  @Override
  public void setTraceMetadata(String key, String value) {
    trace.setMetadata(key, value);
  }

  @Override
  public void enrich(Payload payload) {
    if (status == null) {
      this.<Payload>listToAddTo(ENRICHMENTS, MAX_ENRICHMENTS).add(payload);
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

  /** Ends the span without reporting it; returns false if it has ended already. */
  boolean withdraw() {
    if (!STATUS.compareAndSet(this, null, SpanStatus.CANCELLED)) {
      return false;
    }
    OpenSpans.Entry entry = open;
    open = null;
    trace.tracer().withdrawn(entry);
    return true;
  }

  private boolean end(SpanStatus status, @Nullable SpanError error) {
    if (!STATUS.compareAndSet(this, null, status)) {
      return false;
    }
    this.endEpochNanos = trace.spanEnded();
    this.error = error;
    if (top && !visibility.isHidden()) {
      this.traceAtEnd = trace.summary(isStep() ? SpanStatus.OK : status);
    }
    OpenSpans.Entry entry = open;
    open = null; // it would cost two objects per waiting span
    trace.tracer().ended(this, entry);
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
    long time = firstChunk;
    return time == NOT_YET ? null : time;
  }

  @Override
  public SpanStatus status() {
    SpanStatus known = status;
    return known == null ? SpanStatus.OK : known;
  }

  @Override
  public @Nullable SpanError error() {
    return error;
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> map = new LinkedHashMap<>();
    Attribute added = attributes;
    Attribute.putAll(added, map);
    if (top && parentId != NO_PARENT) {
      map.put(PARENT_REMOTE, true);
    }
    Attribute.putDropped(map, "attributes", added == null ? 0 : added.dropped());
    Attribute.putDropped(map, "events", BoundedList.droppedFrom(events));
    Attribute.putDropped(map, "enrichments", Math.max(0, BoundedList.droppedFrom(enrichments) - 1));
    return map;
  }

  @Override
  public List<SpanEvent> events() {
    BoundedList<SpanEvent> added = events;
    return added == null ? List.of() : added.toList();
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
    BoundedList<Payload> added = enrichments;
    // Beyond the limit only the last one is kept, because the last attempt is the one that counts.
    return added == null ? List.of() : added.newestFirst();
  }

  @Override
  public long retainedBytes() {
    Attribute newest = attributes;
    BoundedList<SpanEvent> noted = events;
    int added = (newest == null ? 0 : newest.size()) + (noted == null ? 0 : noted.size());
    return SPAN_BYTES + added * ADDITION_BYTES + (error == null ? 0 : THROWABLE_BYTES);
  }

  @Override
  public boolean releaseContent() {
    payload = RELEASED;
    enrichments = null;
    return true;
  }

  /** Returns the list in {@code field}, created by whoever adds to it first. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // the updaters are raw
  private <T> BoundedList<T> listToAddTo(
      AtomicReferenceFieldUpdater<RecordingSpan, @Nullable BoundedList> field, int limit) {
    BoundedList<T> present = field.get(this);
    if (present == null) {
      field.compareAndSet(this, null, new BoundedList<T>(limit));
      present = field.get(this);
    }
    return Objects.requireNonNull(present);
  }

  @Override
  public String toString() {
    return type.wireName() + " " + name + " " + spanId();
  }
}
