// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EndedTraceTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final CollectingExporter exporter = new CollectingExporter();
  private final List<Thread> makers = new CopyOnWriteArrayList<>();

  @Test
  void recordOfTheTrace_followsItsSpan_andIsMadeOnTheExportThread() {
    BatchSpanSink sink = new BatchSpanSink(spec(100, 10, 1_000_000), line -> {});

    sink.onSpanEnd(watched(ending(1)));
    sink.onSpanEnd(span(2));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(sink.close(AMPLE)).isTrue();
    assertThat(exporter.batches.get(0)).hasSize(3).element(1).isEqualTo(Samples.trace(1));
    assertThat(makers).extracting(Thread::getName).containsExactly("clew-export");
    assertThat(sink.metrics().spansEnded()).isEqualTo(2);
    assertThat(sink.metrics().tracesEnded()).isEqualTo(1);
  }

  @Test
  void spanWithoutRoom_isCounted_andSoIsItsTrace() {
    ManualWakeSignal wakeSignal = new ManualWakeSignal();
    wakeSignal.deaf = true; // or the first may be gone before the second comes
    BatchSpanSink sink =
        new BatchSpanSink(
            spec(1, 1, 1_000_000), line -> {}, Thread::new, wakeSignal, System::nanoTime);

    sink.onSpanEnd(ending(1));
    sink.onSpanEnd(ending(2));

    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.QUEUE_FULL, 1L);
    assertThat(sink.metrics().tracesDropped()).isEqualTo(1);
    wakeSignal.deaf = false;
    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(sink.close(AMPLE)).isTrue();
    assertThat(exporter.batches).flatExtracting(batch -> batch).hasSize(2);
  }

  @Test
  void spanWithoutRoomForItsContent_waitsBare_withItsTrace() {
    BatchSpanSink sink = new BatchSpanSink(spec(1, 1, 0), line -> {});

    sink.onSpanEnd(ending(1));

    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.QUEUE_BYTES, 1L);
    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(sink.close(AMPLE)).isTrue();
    assertThat(exporter.batches).flatExtracting(batch -> batch).contains(Samples.trace(1));
    assertThat(exporter.spans())
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.attributes())
                    .containsEntry(SpanRenderer.CONTENT_DROPPED, "queue bytes"));
  }

  @Test
  void spanAfterClosing_isCountedAsDropped_andSoIsItsTrace() {
    BatchSpanSink sink = new BatchSpanSink(spec(100, 10, 1_000_000), line -> {});
    assertThat(sink.close(AMPLE)).isTrue();

    sink.onSpanEnd(ending(1));

    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.CLOSED, 1L);
    assertThat(sink.metrics().tracesDropped()).isEqualTo(1);
    assertThat(exporter.batches).isEmpty();
  }

  private PipelineSpec spec(int spans, int batch, long bytes) {
    return BatchSpanSink.spec(
        new BatchSettings(spans, bytes, batch, Duration.ofSeconds(5), 100),
        new SpanRenderer(RenderSettings.defaults()),
        List.of(exporter));
  }

  private static FakeSpan span(int n) {
    return FakeSpan.of(n, new CustomData("turn", Map.of()));
  }

  private static FakeSpan ending(int n) {
    return span(n).ending(Samples.trace(n));
  }

  /** Notes who asks for the record of the trace. */
  private FinishedSpan watched(FakeSpan span) {
    return (FinishedSpan)
        Proxy.newProxyInstance(
            FinishedSpan.class.getClassLoader(),
            new Class<?>[] {FinishedSpan.class},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == TraceRecord.class) {
                makers.add(Thread.currentThread());
              }
              return method.invoke(span, arguments);
            });
  }
}
