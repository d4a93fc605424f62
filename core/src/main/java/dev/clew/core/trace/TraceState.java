// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.util.concurrent.atomic.AtomicInteger;
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
  private final long epochNanosAtStart;
  private final long nanoTimeAtStart;
  private final int maxSpans;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private volatile @Nullable String groupId;

  TraceState(long idHigh, long idLow, long epochNanos, int maxSpans) {
    this.idHigh = idHigh;
    this.idLow = idLow;
    this.epochNanosAtStart = epochNanos;
    this.nanoTimeAtStart = System.nanoTime();
    this.maxSpans = maxSpans;
  }

  String id() {
    return HexId.of(idHigh) + HexId.of(idLow);
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
