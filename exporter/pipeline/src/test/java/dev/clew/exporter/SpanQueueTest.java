// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanQueueTest {
  private final SpanQueue queue = new SpanQueue(5, 1_000, 1_000);

  @Test
  void spans_comeOutInTheOrderInWhichTheyCame_whateverIsAddedInBetween() {
    queue.offer(span(1, 100));
    queue.offer(span(2, 100));
    List<String> out = new ArrayList<>(List.of(queue.poll().span().name()));
    queue.offer(span(3, 100));
    out.add(queue.poll().span().name());
    out.add(queue.poll().span().name());

    assertThat(out).containsExactly("span 1", "span 2", "span 3");
    assertThat(queue.poll()).isNull();
    assertThat(queue.size()).isZero();
  }

  @Test
  void spans_beyondTheNumber_areRefused() {
    for (int n = 0; n < 5; n++) {
      assertThat(queue.offer(span(n, 100))).isTrue();
    }

    assertThat(queue.offer(span(5, 100))).isFalse();
    assertThat(queue.size()).isEqualTo(5);
  }

  @Test
  void spans_beyondTheBytes_areRefused_untilSomeAreTakenOut() {
    assertThat(queue.offer(span(1, 600))).isTrue();
    assertThat(queue.offer(span(2, 600))).isFalse();
    assertThat(queue.size()).isEqualTo(1);

    queue.poll();

    assertThat(queue.offer(span(2, 600))).isTrue();
  }

  @Test
  void emptyQueue_takesASpanOfAnySize() {
    assertThat(queue.offer(span(1, 5_000))).isTrue();
  }

  @Test
  void twoHundredThousandBareSpans_fitIntoTheDefaultBounds() {
    BatchSettings defaults = BatchSettings.defaults();
    SpanQueue full =
        new SpanQueue(defaults.maxQueueSpans(), defaults.maxSpanBytes(), defaults.maxQueueBytes());
    QueuedSpan bare = span(1, 256);
    int taken = 0;
    for (int n = 0; n < 200_000; n++) {
      taken += full.offer(new QueuedSpan(bare.span(), bare.spanBytes(), 0, null)) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(200_000);
  }

  private static QueuedSpan span(int n, int bytes) {
    return new QueuedSpan(FakeSpan.of(n, new CustomData("turn", Map.of())), bytes, 10, null);
  }
}
