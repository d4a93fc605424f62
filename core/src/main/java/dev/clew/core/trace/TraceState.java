// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.StartedTrace;
import dev.clew.api.trace.WeakIdentityMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * State shared by the spans of one trace: id, clock, limits, group.
 *
 * <p>Times are taken from the wall clock once and from the monotonic clock after that, so that the
 * spans of a trace never run backwards when the system time is changed.
 */
final class TraceState implements StartedTrace {
  // Field updaters, because every outermost call creates one of these: no extra objects for
  // counters.
  private static final AtomicIntegerFieldUpdater<TraceState> STARTED =
      AtomicIntegerFieldUpdater.newUpdater(TraceState.class, "started");
  private static final AtomicIntegerFieldUpdater<TraceState> DROPPED =
      AtomicIntegerFieldUpdater.newUpdater(TraceState.class, "dropped");
  private static final AtomicReferenceFieldUpdater<TraceState, @Nullable SpanStatus> STATUS =
      AtomicReferenceFieldUpdater.newUpdater(TraceState.class, SpanStatus.class, "status");
  private static final AtomicIntegerFieldUpdater<TraceState> OPEN =
      AtomicIntegerFieldUpdater.newUpdater(TraceState.class, "open");

  @SuppressWarnings("rawtypes") // class literals have no type arguments
  private static final AtomicReferenceFieldUpdater<TraceState, @Nullable WeakIdentityMap> KEPT =
      AtomicReferenceFieldUpdater.newUpdater(TraceState.class, WeakIdentityMap.class, "kept");

  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<TraceState, @Nullable Map> METADATA =
      AtomicReferenceFieldUpdater.newUpdater(TraceState.class, Map.class, "metadata");

  private static final int MAX_METADATA = 64;

  /** How long after its end a trace still claims work that was started in it. */
  private static final long GRACE_NANOS = 30_000_000_000L;

  private final long idHigh;
  private final long idLow;
  private final long epochNanosAtStart;
  private final long nanoTimeAtStart;
  private final RecordingTracer tracer;
  private final @Nullable RemoteParent remoteParent;
  private final boolean beforeFirstSpan;
  // Null until there is a span that is shown.
  private volatile @Nullable String name;
  private volatile long shownFrom;
  private volatile int started;
  private volatile int dropped;
  private volatile int open;
  private volatile long nanoTimeAtLastEnd;
  private volatile @Nullable String groupId;
  private volatile @Nullable Map<String, String> metadata; // copied on write
  private volatile @Nullable SpanStatus status;
  // Weak: only the holders of a context need it, not the trace.
  private volatile @Nullable WeakIdentityMap<Context, Boolean> kept;

  /** Starts a trace with its first span. */
  TraceState(
      RecordingTracer tracer, @Nullable RemoteParent remoteParent, String name, long epochNanos) {
    this(
        tracer,
        remoteParent,
        remoteParent == null ? tracer.newTraceId() : remoteParent.traceId(),
        name,
        epochNanos,
        false);
  }

  private TraceState(
      RecordingTracer tracer,
      @Nullable RemoteParent remoteParent,
      @Nullable String traceId,
      @Nullable String name,
      long epochNanos,
      boolean beforeFirstSpan) {
    this.tracer = tracer;
    this.remoteParent = remoteParent;
    this.idHigh = traceId == null ? HexId.random() : HexId.parse(traceId.substring(0, 16));
    this.idLow = traceId == null ? HexId.random() : HexId.parse(traceId.substring(16));
    this.name = name;
    this.epochNanosAtStart = epochNanos;
    this.shownFrom = epochNanos;
    this.nanoTimeAtStart = System.nanoTime();
    this.beforeFirstSpan = beforeFirstSpan;
  }

  /**
   * Starts a trace that has no span yet.
   *
   * @param name null if it is to have the name of its first span that is shown
   */
  static TraceState beforeFirstSpan(
      RecordingTracer tracer,
      @Nullable RemoteParent remoteParent,
      @Nullable String name,
      long epochNanos) {
    String traceId = remoteParent == null ? tracer.newTraceId() : remoteParent.traceId();
    return new TraceState(tracer, remoteParent, traceId, name, epochNanos, true);
  }

  /** Returns a trace with the id of one that is known by its id only. */
  static TraceState known(RecordingTracer tracer, String traceId, String name, long epochNanos) {
    return new TraceState(tracer, null, traceId, name, epochNanos, true);
  }

  /** Returns whether the trace may have started earlier than its first span. */
  boolean isBeforeFirstSpan() {
    return beforeFirstSpan;
  }

  RecordingTracer tracer() {
    return tracer;
  }

  String id() {
    return HexId.of(idHigh, idLow);
  }

  @Override
  public String traceId() {
    return id();
  }

  /** Returns the id of the span above the first span, or {@link RecordingSpan#NO_PARENT}. */
  long foreignParent() {
    return remoteParent == null ? RecordingSpan.NO_PARENT : HexId.parse(remoteParent.spanId());
  }

  /** Returns the remote parent of the first span, or null if there is none. */
  @Nullable RemoteParent remoteParent() {
    return remoteParent;
  }

  /** Names the trace after a span that is shown, unless it has a name. */
  void shown(String spanName) {
    if (name == null) {
      shownFrom = nowEpochNanos();
      name = spanName;
    }
  }

  long startEpochNanos() {
    return shownFrom;
  }

  /** Returns the record of the trace after one of its topmost spans ended with {@code summary}. */
  TraceRecord record(long endEpochNanos, long summary) {
    return new TraceRecord(
        id(),
        Objects.requireNonNullElse(name, ""),
        groupId,
        shownFrom,
        endEpochNanos,
        Summary.status(summary),
        Summary.started(summary),
        Summary.dropped(summary),
        metadata());
  }

  /** Returns the state of the trace after one of its topmost spans ended with {@code latest}. */
  long summary(SpanStatus latest) {
    return Summary.of(started, dropped, status(latest));
  }

  /** Returns the status of the trace: the worst of its topmost spans. */
  private SpanStatus status(SpanStatus latest) {
    while (true) {
      SpanStatus before = status;
      if (before != null && severity(latest) <= severity(before)) {
        return before;
      }
      if (STATUS.compareAndSet(this, before, latest)) {
        return latest;
      }
    }
  }

  private static int severity(SpanStatus status) {
    return status == SpanStatus.ERROR ? 2 : status == SpanStatus.CANCELLED ? 1 : 0;
  }

  long nowEpochNanos() {
    return epochNanosAtStart + (System.nanoTime() - nanoTimeAtStart);
  }

  /** Counts a new span; if the trace is full, counts it as dropped and returns false. */
  boolean admit() {
    if (STARTED.incrementAndGet(this) <= tracer.maxSpansPerTrace()) {
      return true;
    }
    STARTED.decrementAndGet(this);
    DROPPED.incrementAndGet(this);
    return false;
  }

  void spanBegan() {
    OPEN.incrementAndGet(this);
  }

  /** Returns the current time in nanoseconds since 1970. */
  long spanEnded() {
    long now = System.nanoTime();
    nanoTimeAtLastEnd = now;
    WeakIdentityMap<Context, Boolean> contexts;
    if (OPEN.decrementAndGet(this) <= 0 && (contexts = kept) != null) {
      release(contexts);
    }
    return epochNanosAtStart + (now - nanoTimeAtStart);
  }

  /**
   * Releases {@code context} once no span is open. The trace may continue after that: spans can
   * also start under a span's position.
   */
  void releaseContextAtEnd(Context context) {
    WeakIdentityMap<Context, Boolean> contexts = kept;
    if (contexts == null) {
      KEPT.compareAndSet(this, null, new WeakIdentityMap<>());
      contexts = Objects.requireNonNull(kept);
    }
    contexts.put(context, Boolean.TRUE);
    if (open <= 0) { // it may have ended before or during this call
      context.release();
    }
  }

  private static void release(WeakIdentityMap<Context, Boolean> contexts) {
    contexts.forEachKey(
        context -> {
          context.release();
          contexts.remove(context);
        });
  }

  /** Returns whether no span of the trace has been open for a while. */
  boolean isOver() {
    return open <= 0 && System.nanoTime() - nanoTimeAtLastEnd > GRACE_NANOS;
  }

  void countDropped() {
    DROPPED.incrementAndGet(this);
  }

  /** The state of a trace packed into one number, because every topmost span stores one. */
  static final class Summary {
    private static final int STATUS_BITS = 2;
    private static final int MAX_DROPPED = Integer.MAX_VALUE >> STATUS_BITS;

    private Summary() {}

    static long of(int started, int dropped, SpanStatus status) {
      int low = Math.min(dropped, MAX_DROPPED) << STATUS_BITS | severity(status);
      return (long) started << 32 | low;
    }

    static int started(long summary) {
      return (int) (summary >> 32);
    }

    static int dropped(long summary) {
      return (int) summary >> STATUS_BITS;
    }

    static SpanStatus status(long summary) {
      return switch ((int) summary & (1 << STATUS_BITS) - 1) {
        case 0 -> SpanStatus.OK;
        case 1 -> SpanStatus.CANCELLED;
        default -> SpanStatus.ERROR;
      };
    }
  }

  int started() {
    return started;
  }

  @Nullable String groupId() {
    return groupId;
  }

  @Override
  public void setGroupId(String id) {
    // If two threads race here, either may win; both ids belong to this trace.
    if (groupId == null) {
      groupId = id;
    }
  }

  Map<String, String> metadata() {
    Map<String, String> added = metadata;
    return added == null ? Map.of() : added;
  }

  @Override
  public void setMetadata(String key, String value) {
    if (key == null || value == null) {
      return; // straight from an application
    }
    Map<String, String> before;
    Map<String, String> after;
    do {
      before = metadata;
      after = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
      if (after.size() == MAX_METADATA && !after.containsKey(key)) {
        return;
      }
      after.put(key, value);
    } while (!METADATA.compareAndSet(this, before, after));
  }
}
