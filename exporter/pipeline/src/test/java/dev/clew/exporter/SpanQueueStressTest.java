// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hand-over, with more threads than processors: nothing is lost, doubled, swapped, or over. */
@Timeout(60)
class SpanQueueStressTest {
  private static final int PRODUCERS = 4;
  private static final int EACH = Integer.getInteger("clew.stress.spans", 200_000);
  private static final int BOUND = 64;
  private static final long BYTES = 40_000;

  private final SpanQueue queue = new SpanQueue(BOUND, 1 << 20, BYTES);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicBoolean beyond = new AtomicBoolean();

  @Test
  void items_ofEachProducer_arriveOnceInOrderWithinTheBounds() throws Exception {
    CountDownLatch running = new CountDownLatch(PRODUCERS);
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < PRODUCERS; p++) {
      int producer = p;
      Thread thread =
          new Thread(
              () -> {
                produce(producer);
                running.countDown();
              });
      producers.add(thread);
      thread.start();
    }

    long[] last = new long[PRODUCERS];
    long taken = 0;
    boolean swapped = false;
    while (running.getCount() > 0 || queue.size() > 0) {
      beyond.compareAndSet(false, queue.reservedContent() > BYTES + PRODUCERS * 1_000L);
      QueuedSpan waiting = queue.poll();
      if (waiting != null) {
        taken++;
        int producer = waiting.span().name().charAt(0) - 'a';
        long number = waiting.span().startEpochNanos();
        swapped |= number <= last[producer];
        last[producer] = number;
        queue.releaseContent(waiting.contentBytes());
      } else {
        Thread.onSpinWait();
      }
    }
    for (Thread each : producers) {
      each.join();
    }

    assertThat(swapped).isFalse();
    assertThat(beyond).isFalse();
    assertThat(taken).isEqualTo(accepted.get()).isPositive();
    assertThat(accepted.get() + refused.get()).isEqualTo((long) PRODUCERS * EACH);
    assertThat(queue.size()).isZero();
    assertThat(queue.reservedContent()).isZero();
    assertThat(queue.poll()).isNull();
  }

  private void produce(int producer) {
    FakeSpan sample = FakeSpan.of(1, new CustomData("turn", Map.of()));
    String name = String.valueOf((char) ('a' + producer));
    for (int n = 1; n <= EACH; n++) {
      long bytes = 1L + n % 1_000;
      FakeSpan span = numbered(sample, name, n);
      if (!queue.reserveContent(bytes)) {
        refused.incrementAndGet();
      } else if (queue.offer(new QueuedSpan(span, 256, bytes, null))) {
        accepted.incrementAndGet();
      } else {
        queue.releaseContent(bytes);
        refused.incrementAndGet();
      }
      beyond.compareAndSet(false, queue.size() > BOUND + PRODUCERS);
    }
  }

  private static FakeSpan numbered(FakeSpan span, String name, long number) {
    return new FakeSpan(
        span.traceId(),
        span.spanId(),
        null,
        span.type(),
        name,
        number,
        number,
        null,
        span.status(),
        null,
        span.attributes(),
        span.events(),
        null,
        span.payload(),
        span.enrichments());
  }
}
