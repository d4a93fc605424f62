// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.trace.SpanStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the spans of one trace share: id, clock, limits, group.
 *
 * <p>The clock is read once from the wall and then from the monotonic source, so that spans of a
 * trace never run backwards when the system time is set.
 */
final class TraceState {
  private final long idHigh;
  private final long idLow;
  private final String name;
  private final long epochNanosAtStart;
  private final long nanoTimeAtStart;
  private final int maxSpans;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private volatile @Nullable String groupId;
  private final AtomicReference<@Nullable SpanStatus> status = new AtomicReference<>();

  TraceState(long idHigh, long idLow, String name, long epochNanos, int maxSpans) {
    this.idHigh = idHigh;
    this.idLow = idLow;
    this.name = name;
    this.epochNanosAtStart = epochNanos;
    this.nanoTimeAtStart = System.nanoTime();
    this.maxSpans = maxSpans;
  }

  String id() {
    return HexId.of(idHigh) + HexId.of(idLow);
  }

  /** Returns the name of the first span. */
  String name() {
    return name;
  }

  long startEpochNanos() {
    return epochNanosAtStart;
  }

  /** Returns how the trace came out, now that one of its topmost spans has: the worst of them. */
  SpanStatus status(SpanStatus latest) {
    SpanStatus worst =
        status.accumulateAndGet(
            latest,
            (before, now) -> before == null || badness(now) > badness(before) ? now : before);
    return worst == null ? latest : worst;
  }

  private static int badness(@Nullable SpanStatus status) {
    return status == SpanStatus.ERROR ? 2 : status == SpanStatus.CANCELLED ? 1 : 0;
  }

  long nowEpochNanos() {
    return epochNanosAtStart + (System.nanoTime() - nanoTimeAtStart);
  }

  /** Counts a span in; false if the trace is full, and then the span counts as dropped. */
  boolean admit() {
    if (started.incrementAndGet() <= maxSpans) {
      return true;
    }
    started.decrementAndGet();
    dropped.incrementAndGet();
    return false;
  }

  void countDropped() {
    dropped.incrementAndGet();
  }

  int started() {
    return started.get();
  }

  int dropped() {
    return dropped.get();
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
