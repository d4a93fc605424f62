// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the export thread, bounded in objects and in estimated bytes.
 *
 * <p>Lock-free on the way in: an application thread that is descheduled in the middle of handing
 * over holds up nobody. What comes in is the top of a stack, whose links are the items themselves;
 * whoever takes something out takes the whole stack and turns it round. Both bounds are reserved
 * before anything is added, so neither is ever passed; threads that race for the last place may
 * both be refused it.
 */
final class SpanQueue {
  private final AtomicReference<@Nullable Item> newest = new AtomicReference<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int maxSize;
  private final long maxBytes;
  private @Nullable Item oldest;

  SpanQueue(int maxSize, long maxBytes) {
    this.maxSize = maxSize;
    this.maxBytes = maxBytes;
  }

  /** Adds {@code item}, or returns false if the queue is full. */
  boolean offer(Item item) {
    if (size.incrementAndGet() > maxSize) {
      size.decrementAndGet();
      return false;
    }
    Item before;
    do {
      before = newest.get();
      item.next = before;
    } while (!newest.compareAndSet(before, item));
    return true;
  }

  /** Removes the oldest item; its bytes stay reserved until they are released. */
  synchronized @Nullable Item poll() {
    if (oldest == null) {
      oldest = turned(newest.getAndSet(null));
    }
    Item item = oldest;
    if (item == null) {
      return null;
    }
    WaitingTrace trace = item.trace(); // before anything is changed: there may be no memory for it
    if (trace != null) {
      trace.next = item.next;
    }
    oldest = trace != null ? trace : item.next;
    item.next = null;
    if (item.leavesPlace()) {
      size.decrementAndGet();
    }
    return item;
  }

  private static @Nullable Item turned(@Nullable Item newestFirst) {
    Item turned = null;
    for (Item item = newestFirst; item != null; ) {
      Item older = item.next;
      item.next = turned;
      turned = item;
      item = older;
    }
    return turned;
  }

  int size() {
    return size.get();
  }

  boolean reserveBytes(long wanted) {
    if (wanted > maxBytes) {
      return false; // also keeps the sum from overflowing
    }
    if (bytes.addAndGet(wanted) > maxBytes) {
      bytes.addAndGet(-wanted);
      return false;
    }
    return true;
  }

  void releaseBytes(long reserved) {
    bytes.addAndGet(-reserved);
  }

  long reservedBytes() {
    return bytes.get();
  }

  /** Something that waits. */
  abstract static sealed class Item {
    // Written by whoever adds the item, then by whoever takes it out.
    @Nullable Item next;

    /** Returns the bytes that are reserved for it. */
    long bytes() {
      return 0;
    }

    /** Returns whether its place is free once it is out, and not that of what comes after it. */
    boolean leavesPlace() {
      return true;
    }

    /** Returns what is to be taken out after it, besides what was added after it. */
    @Nullable WaitingTrace trace() {
      return null;
    }

    abstract String traceId();

    abstract boolean isSpan();
  }

  /** A span with the bytes reserved for its content. */
  static sealed class WaitingSpan extends Item {
    private final FinishedSpan span;
    private final long bytes;
    private final @Nullable ContentLoss lost;

    WaitingSpan(FinishedSpan span, long bytes, @Nullable ContentLoss lost) {
      this.span = span;
      this.bytes = bytes;
      this.lost = lost;
    }

    FinishedSpan span() {
      return span;
    }

    @Nullable ContentLoss lost() {
      return lost;
    }

    @Override
    long bytes() {
      return bytes;
    }

    @Override
    String traceId() {
      return span.traceId();
    }

    @Override
    boolean isSpan() {
      return true;
    }
  }

  /** A span with whose end a trace has ended: two records in one object, and in one place. */
  static final class WaitingTop extends WaitingSpan {
    WaitingTop(FinishedSpan span, long bytes) {
      super(span, bytes, null);
    }

    @Override
    boolean leavesPlace() {
      return false;
    }

    @Override
    WaitingTrace trace() {
      return new WaitingTrace(span());
    }
  }

  /** The same without content. It is a copy, which does not know its trace any more. */
  static final class WaitingBareTop extends WaitingSpan {
    private final WaitingTrace trace;

    WaitingBareTop(FinishedSpan span, TraceRecord trace, ContentLoss lost) {
      super(span, 0, lost);
      this.trace = new WaitingTrace(trace);
    }

    @Override
    boolean leavesPlace() {
      return false;
    }

    @Override
    WaitingTrace trace() {
      return trace;
    }
  }

  /** A trace whose root has ended. */
  static final class WaitingTrace extends Item {
    private final @Nullable FinishedSpan top;
    private @Nullable TraceRecord record;

    WaitingTrace(TraceRecord record) {
      this.top = null;
      this.record = record;
    }

    private WaitingTrace(FinishedSpan top) {
      this.top = top;
    }

    /** Returns the record of the trace, which is made now if it has not been. */
    TraceRecord record() {
      TraceRecord made = record;
      if (made == null && top != null) {
        made = top.endedTrace();
        record = made;
      }
      if (made == null) {
        throw new IllegalStateException("a span that ended no trace");
      }
      return made;
    }

    @Override
    String traceId() {
      return top == null ? record().traceId() : top.traceId();
    }

    @Override
    boolean isSpan() {
      return false;
    }
  }
}
