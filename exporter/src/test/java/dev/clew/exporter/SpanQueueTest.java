// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.exporter.SpanQueue.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanQueueTest {
  private final SpanQueue queue = new SpanQueue(5, 1_000);

  @Test
  void items_comeOutInTheOrderInWhichTheyCame_whateverIsAddedInBetween() {
    queue.offer(span(1));
    queue.offer(span(2));
    List<String> out = new ArrayList<>(List.of(said(queue.poll())));
    queue.offer(span(3));
    out.add(said(queue.poll()));
    out.add(said(queue.poll()));

    assertThat(out).containsExactly("span 1", "span 2", "span 3");
    assertThat(queue.poll()).isNull();
    assertThat(queue.size()).isZero();
  }

  @Test
  void spanThatEndsATrace_comesOutAsTwo_beforeWhatCameLater() {
    queue.offer(new SpanQueue.WaitingTop(fake(1), 10));
    queue.offer(span(2));

    assertThat(queue.size()).isEqualTo(2);
    assertThat(said(queue.poll())).isEqualTo("span 1");
    assertThat(queue.size()).as("the trace has the place of its span").isEqualTo(2);
    assertThat(queue.poll()).isInstanceOf(SpanQueue.WaitingTrace.class);
    assertThat(said(queue.poll())).isEqualTo("span 2");
    assertThat(queue.size()).isZero();
  }

  @Test
  void spanThatEndsATrace_takesOnePlace() {
    for (int n = 0; n < 4; n++) {
      assertThat(queue.offer(span(n))).isTrue();
    }

    assertThat(queue.offer(new SpanQueue.WaitingTop(fake(4), 10))).isTrue();
    assertThat(queue.offer(span(5))).isFalse();
    assertThat(queue.size()).isEqualTo(5);
  }

  private static Item span(int n) {
    return new SpanQueue.WaitingSpan(fake(n), 10, null);
  }

  private static FakeSpan fake(int n) {
    return FakeSpan.of(n, new CustomData("turn", Map.of()));
  }

  private static String said(Item item) {
    return ((SpanQueue.WaitingSpan) item).span().name();
  }
}
