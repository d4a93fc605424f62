// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TopSpanTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final CollectingExporter exporter = new CollectingExporter();
  private final List<Thread> makers = new CopyOnWriteArrayList<>();

  @Test
  void recordOfTheTrace_followsItsSpan_andIsMadeOnTheExportThread() {
    BatchSpanSink sink = sink(100, 10);

    sink.onTopSpanEnd(top(1));
    sink.onSpanEnd(span(2));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(sink.close(AMPLE)).isTrue();
    assertThat(exporter.batches.get(0)).hasSize(3).element(1).isEqualTo(Samples.trace(1));
    assertThat(makers).isNotEmpty().doesNotContain(Thread.currentThread());
    assertThat(sink.metrics().spansEnded()).isEqualTo(2);
    assertThat(sink.metrics().tracesEnded()).isEqualTo(1);
  }

  @Test
  void spanWithoutRoom_isCounted_andSoIsItsTrace() {
    ManualIdle idle = new ManualIdle();
    idle.deaf = true; // or the first may be gone before the second comes
    BatchSpanSink sink =
        new BatchSpanSink(spec(1, 1), line -> {}, Thread::new, idle, System::nanoTime);

    sink.onTopSpanEnd(top(1));
    sink.onTopSpanEnd(top(2));

    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.QUEUE_FULL, 1L);
    assertThat(sink.metrics().tracesDropped()).isEqualTo(1);
    idle.deaf = false;
    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(sink.close(AMPLE)).isTrue();
    assertThat(exporter.batches).flatExtracting(batch -> batch).hasSize(2);
  }

  @Test
  void spanWithoutRoomForItsContent_waitsBareInOnePlace_withItsTrace() {
    ManualIdle idle = new ManualIdle();
    idle.deaf = true;
    BatchSpanSink sink =
        new BatchSpanSink(spec(1, 1, 0), line -> {}, Thread::new, idle, System::nanoTime);

    sink.onTopSpanEnd(top(1));

    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.QUEUE_BYTES, 1L);
    idle.deaf = false;
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
    BatchSpanSink sink = sink(100, 10);
    assertThat(sink.close(AMPLE)).isTrue();

    sink.onTopSpanEnd(top(1));

    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.CLOSED, 1L);
    assertThat(sink.metrics().tracesDropped()).isEqualTo(1);
    assertThat(exporter.batches).isEmpty();
  }

  private BatchSpanSink sink(int records, int batch) {
    return new BatchSpanSink(spec(records, batch), line -> {});
  }

  private PipelineSpec spec(int records, int batch) {
    return spec(records, batch, 1_000_000);
  }

  private PipelineSpec spec(int records, int batch, long bytes) {
    return BatchSpanSink.spec(
        new BatchSettings(records, bytes, batch, Duration.ofSeconds(5), 100),
        new SpanRenderer(RenderSettings.defaults()),
        List.of(exporter));
  }

  private static FakeSpan span(int n) {
    return FakeSpan.of(n, new CustomData("turn", Map.of()));
  }

  private FinishedSpan top(int n) {
    FakeSpan span = span(n);
    Supplier<TraceRecord> trace =
        () -> {
          makers.add(Thread.currentThread());
          return Samples.trace(n);
        };
    return (FinishedSpan)
        Proxy.newProxyInstance(
            FinishedSpan.class.getClassLoader(),
            new Class<?>[] {FinishedSpan.class},
            (proxy, method, arguments) ->
                method.getName().equals("endedTrace")
                    ? trace.get()
                    : method.invoke(span, arguments));
  }
}
