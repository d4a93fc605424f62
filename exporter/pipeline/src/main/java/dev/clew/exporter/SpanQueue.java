// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The spans that wait for the export thread, bounded in estimated bytes: those of the spans
 * themselves, in number as well, and those of their content.
 *
 * <p>Lock-free on the way in: an application thread that is descheduled in the middle of handing
 * over holds up nobody. What comes in is the top of a stack, whose links are the items themselves;
 * whoever takes something out takes the whole stack and turns it round. All bounds are reserved
 * before anything is added, so none is ever passed; threads that race for the last place may both
 * be refused it.
 */
final class SpanQueue {
  /** The most spans there is a count for. */
  static final int MOST_SPANS = 10_000_000;

  /** No span is smaller than this, whatever it says of itself. */
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

  /** Returns what a span takes that says {@code bytes} of itself. */
  static int spanBytes(long bytes) {
    return (int) Math.max(LEAST_SPAN_BYTES, Math.min(bytes, Integer.MAX_VALUE / 2));
  }

  /** Adds {@code item}, or returns false if the queue is full. */
  boolean offer(QueuedSpan item) {
    long more = ONE + item.spanBytes();
    long now = spans.addAndGet(more);
    // An empty queue takes any span, as small as its bound may be.
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
