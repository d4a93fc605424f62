// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RenderingTogetherTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final SpanData DATA = new CustomData("turn", Map.of("text", "hello"));

  private final CollectingExporter exporter = new CollectingExporter();
  private final ManualWakeSignal wakeSignal = new ManualWakeSignal();
  private final CyclicBarrier two = new CyclicBarrier(2);

  @Test
  void burst_isRenderedByMoreThanOneThread_inTheOrderOfTheSpans() {
    BatchSpanSink sink = sink(2, 8);
    List<Integer> numbers = List.of(1, 2, 3, 4);

    // A batch is two spans, and each of the first two waits for the other.
    numbers.forEach(n -> sink.onSpanEnd(n <= 2 ? meeting(n) : FakeSpan.of(n, DATA)));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(exporter.spans())
        .extracting(SpanRecord::spanId)
        .containsExactlyElementsOf(numbers.stream().map(n -> "%016x".formatted(n)).toList());
    assertThat(exporter.spans())
        .allMatch(span -> !span.attributes().containsKey(SpanRenderer.CONTENT_DROPPED));
    Accounting.addUp(sink.metrics());
    sink.close(AMPLE);
  }

  @Test
  void burst_isStillHandedOnInBatches() {
    BatchSpanSink sink = sink(2, 20);
    IntStream.range(0, 20).forEach(n -> sink.onSpanEnd(FakeSpan.of(n, DATA)));

    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.spans()).hasSize(20);
    assertThat(exporter.batches).allMatch(batch -> batch.size() <= 2);
    sink.close(AMPLE);
  }

  private FakeSpan meeting(int n) {
    return FakeSpan.of(
        n,
        SpanType.CUSTOM,
        () -> {
          try {
            two.await(10, TimeUnit.SECONDS);
            return DATA;
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("nobody else renders", e);
          }
        });
  }

  private BatchSpanSink sink(int batch, int queue) {
    BatchSettings settings = new BatchSettings(queue, 1 << 20, batch, Duration.ofSeconds(5), 100);
    return new BatchSpanSink(
        BatchSpanSink.spec(
            settings, new SpanRenderer(RenderSettings.defaults()), List.of(exporter)),
        line -> {},
        Thread::new,
        wakeSignal,
        System::nanoTime);
  }
}
