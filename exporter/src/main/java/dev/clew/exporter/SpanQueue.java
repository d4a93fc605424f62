// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the export thread, bounded in records and in estimated bytes.
 *
 * <p>Lock-free: an application thread that is descheduled in the middle of handing over holds up
 * nobody. Both bounds are reserved before anything is added, so neither is ever passed; threads
 * that race for the last place may both be refused it.
 */
final class SpanQueue {
  private final ConcurrentLinkedQueue<Item> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int maxSize;
  private final long maxBytes;

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
    items.add(item);
    return true;
  }

  /** Removes the oldest item; its bytes stay reserved until they are released. */
  @Nullable Item poll() {
    Item item = items.poll();
    if (item != null) {
      size.decrementAndGet();
    }
    return item;
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
  sealed interface Item {
    /** Returns the bytes that are reserved for it. */
    default long bytes() {
      return 0;
    }

    String traceId();

    boolean isSpan();
  }

  /** A span with the bytes reserved for its content. */
  record WaitingSpan(FinishedSpan span, long bytes, @Nullable ContentLoss lost) implements Item {
    @Override
    public String traceId() {
      return span.traceId();
    }

    @Override
    public boolean isSpan() {
      return true;
    }
  }

  /** A trace whose root has ended. */
  record WaitingTrace(TraceRecord trace) implements Item {
    @Override
    public String traceId() {
      return trace.traceId();
    }

    @Override
    public boolean isSpan() {
      return false;
    }
  }
}
