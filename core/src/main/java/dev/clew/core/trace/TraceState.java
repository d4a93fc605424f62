// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.WeakIdentityMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of one trace share: id, clock, limits, group.
 *
 * <p>The clock is read once from the wall and then from the monotonic source, so that spans of a
 * trace never run backwards when the system time is set.
 */
final class TraceState {
  // Updaters, because every outermost call makes one of these: no further objects for the counts.
  private static final AtomicIntegerFieldUpdater<TraceState> STARTED =
      AtomicIntegerFieldUpdater.newUpdater(TraceState.class, "started");
  private static final AtomicIntegerFieldUpdater<TraceState> DROPPED =
      AtomicIntegerFieldUpdater.newUpdater(TraceState.class, "dropped");
  private static final AtomicReferenceFieldUpdater<TraceState, @Nullable SpanStatus> STATUS =
      AtomicReferenceFieldUpdater.newUpdater(TraceState.class, SpanStatus.class, "status");
  private static final AtomicIntegerFieldUpdater<TraceState> OPEN =
      AtomicIntegerFieldUpdater.newUpdater(TraceState.class, "open");

  @SuppressWarnings("rawtypes") // a class literal knows no type arguments
  private static final AtomicReferenceFieldUpdater<TraceState, @Nullable WeakIdentityMap> KEPT =
      AtomicReferenceFieldUpdater.newUpdater(TraceState.class, WeakIdentityMap.class, "kept");

  /** How long after its end something that was begun in the trace still belongs to it. */
  private static final long ECHO_NANOS = 30_000_000_000L;

  private final long idHigh;
  private final long idLow;
  private final String name;
  private final long epochNanosAtStart;
  private final long nanoTimeAtStart;
  private final RecordingTracer tracer;
  private final @Nullable RemoteParent joined;
  private volatile int started;
  private volatile int dropped;
  private volatile int open;
  private volatile long nanoTimeAtLastEnd;
  private volatile @Nullable String groupId;
  private volatile @Nullable SpanStatus status;
  // Weak: who has a context needs it, the trace does not.
  private volatile @Nullable WeakIdentityMap<Context, Boolean> kept;

  TraceState(RecordingTracer tracer, @Nullable RemoteParent joined, String name, long epochNanos) {
    this.tracer = tracer;
    this.joined = joined;
    this.idHigh = joined == null ? HexId.random() : HexId.parse(joined.traceId().substring(0, 16));
    this.idLow = joined == null ? HexId.random() : HexId.parse(joined.traceId().substring(16));
    this.name = name;
    this.epochNanosAtStart = epochNanos;
    this.nanoTimeAtStart = System.nanoTime();
  }

  RecordingTracer tracer() {
    return tracer;
  }

  String id() {
    return HexId.of(idHigh, idLow);
  }

  /** Returns the foreign span that the first span hangs under, or null if nothing is above. */
  @Nullable RemoteParent joined() {
    return joined;
  }

  /** Returns the name of the first span. */
  String name() {
    return name;
  }

  long startEpochNanos() {
    return epochNanosAtStart;
  }

  /** Returns how the trace stands, now that one of its topmost spans came out {@code latest}. */
  long summary(SpanStatus latest) {
    return Summary.of(started, dropped, status(latest));
  }

  /** Returns how the trace came out: the worst that any of its topmost spans did. */
  private SpanStatus status(SpanStatus latest) {
    while (true) {
      SpanStatus before = status;
      if (before != null && badness(latest) <= badness(before)) {
        return before;
      }
      if (STATUS.compareAndSet(this, before, latest)) {
        return latest;
      }
    }
  }

  private static int badness(SpanStatus status) {
    return status == SpanStatus.ERROR ? 2 : status == SpanStatus.CANCELLED ? 1 : 0;
  }

  long nowEpochNanos() {
    return epochNanosAtStart + (System.nanoTime() - nanoTimeAtStart);
  }

  /** Counts a span in; false if the trace is full, and then the span counts as dropped. */
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

  /** Returns the time. */
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
   * Has {@code context} let go of its content when no span is open. The trace may go on after that:
   * below a place in it as well as below a span.
   */
  void releaseAtEnd(Context context) {
    WeakIdentityMap<Context, Boolean> contexts = kept;
    if (contexts == null) {
      KEPT.compareAndSet(this, null, new WeakIdentityMap<>());
      contexts = Objects.requireNonNull(kept);
    }
    contexts.put(context, Boolean.TRUE);
    if (open <= 0) { // since before, or since just now
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

  /** Returns whether nothing of the trace is going on, nor was a while ago. */
  boolean isOver() {
    return open <= 0 && System.nanoTime() - nanoTimeAtLastEnd > ECHO_NANOS;
  }

  void countDropped() {
    DROPPED.incrementAndGet(this);
  }

  /** How a trace stands, in one number, because every topmost span keeps one. */
  static final class Summary {
    private static final int STATUS_BITS = 2;
    private static final int MAX_DROPPED = Integer.MAX_VALUE >> STATUS_BITS;

    private Summary() {}

    static long of(int started, int dropped, SpanStatus status) {
      int low = Math.min(dropped, MAX_DROPPED) << STATUS_BITS | badness(status);
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

  void groupId(String id) {
    // A race between two first callers may let either win; both named a group of this trace.
    if (groupId == null) {
      groupId = id;
    }
  }
}
