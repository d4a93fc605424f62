// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The spans that wait for the export thread, limited by number, by their own estimated bytes, and
 * by those of their content.
 *
 * <p>Adding is lock-free: an application thread that is descheduled half-way blocks nobody. New
 * items form a stack linked through the items themselves; the consumer takes the whole stack and
 * reverses it. All sizes are reserved before anything is added, so no limit is ever exceeded;
 * threads that compete for the last place may both be refused.
 */
final class SpanQueue {
  /** The highest number of spans that the counter can hold. */
  static final int MOST_SPANS = 10_000_000;

  /** The minimum size of a span, whatever size it reports. */
  private static final int LEAST_SPAN_BYTES = 64;

  private static final int COUNT_SHIFT = 38;
  private static final long ONE = 1L << COUNT_SHIFT;
  private static final long BYTES_MASK = ONE - 1;
  private static final long MOST_BYTES = BYTES_MASK / 2;

  private final AtomicReference<@Nullable QueuedSpan> newest = new AtomicReference<>();
  // Number and bytes in one, so that an application thread pays for one atomic operation.
  private final AtomicLong spans = new AtomicLong();
  private final AtomicLong contentBytes = new AtomicLong();
  private final int maxSpans;
  private final long maxSpanBytes;
  private final long maxContentBytes;
  private @Nullable QueuedSpan oldest;

  SpanQueue(int maxSpans, long maxSpanBytes, long maxContentBytes) {
    this.maxSpans = Math.min(maxSpans, MOST_SPANS);
    this.maxSpanBytes = Math.min(maxSpanBytes, MOST_BYTES);
    this.maxContentBytes = maxContentBytes;
  }

  /** Returns the size charged for a span that reports {@code bytes}. */
  static int spanBytes(long bytes) {
    return (int) Math.max(LEAST_SPAN_BYTES, Math.min(bytes, Integer.MAX_VALUE / 2));
  }

  /** Adds {@code item}, or returns false if the queue is full. */
  boolean offer(QueuedSpan item) {
    long more = ONE + item.spanBytes();
    long now = spans.addAndGet(more);
    // An empty queue accepts any span, however small the limit.
    if (now != more && ((now & BYTES_MASK) > maxSpanBytes || now >>> COUNT_SHIFT > maxSpans)) {
      spans.addAndGet(-more);
      return false;
    }
    QueuedSpan before;
    do {
      before = newest.get();
      item.next = before;
    } while (!newest.compareAndSet(before, item));
    return true;
  }

  /** Removes the oldest span; the bytes of its content stay reserved until they are released. */
  synchronized @Nullable QueuedSpan poll() {
    if (oldest == null) {
      oldest = turned(newest.getAndSet(null));
    }
    QueuedSpan item = oldest;
    if (item == null) {
      return null;
    }
    oldest = item.next;
    item.next = null;
    spans.addAndGet(-(ONE + item.spanBytes()));
    return item;
  }

  private static @Nullable QueuedSpan turned(@Nullable QueuedSpan newestFirst) {
    QueuedSpan turned = null;
    for (QueuedSpan item = newestFirst; item != null; ) {
      QueuedSpan older = item.next;
      item.next = turned;
      turned = item;
      item = older;
    }
    return turned;
  }

  int size() {
    return (int) (spans.get() >>> COUNT_SHIFT);
  }

  boolean reserveContent(long wanted) {
    if (wanted > maxContentBytes) {
      return false; // also keeps the sum from overflowing
    }
    if (contentBytes.addAndGet(wanted) > maxContentBytes) {
      contentBytes.addAndGet(-wanted);
      return false;
    }
    return true;
  }

  void releaseContent(long reserved) {
    contentBytes.addAndGet(-reserved);
  }

  long reservedContent() {
    return contentBytes.get();
  }
}
