// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchSpanSinkCloseTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final SpanData DATA = new CustomData("turn", Map.of());

  private final CollectingExporter exporter = new CollectingExporter();
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void close_withWaitingSpans_deliversThemAndClosesExporters() {
    BatchSpanSink sink = sink(exporter);
    sink.onSpanEnd(FakeSpan.of(1, DATA));

    assertThat(sink.close(AMPLE)).isTrue();

    assertThat(exporter.spans()).hasSize(1);
    assertThat(exporter.closes).hasValue(1);
    assertThat(log).isEmpty();
  }

  @Test
  void close_beforeAnySpan_closesExportersWithoutThread() {
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(exporter),
            log::add);

    assertThat(sink.close(AMPLE)).isTrue();

    assertThat(exporter.closes).hasValue(1);
    assertThat(exporter.spans()).isEmpty();
  }

  @Test
  void span_afterClose_isDroppedAndCounted() {
    BatchSpanSink sink = sink(exporter);
    sink.close(AMPLE);

    sink.onSpanEnd(FakeSpan.of(1, DATA).ending(Samples.trace(1)));

    assertThat(exporter.spans()).isEmpty();
    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.CLOSED, 1L);
    assertThat(sink.metrics().tracesDropped()).isEqualTo(1);
  }

  @Test
  void close_twice_closesExportersOnce() {
    BatchSpanSink sink = sink(exporter);
    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.close(AMPLE);

    assertThat(sink.close(AMPLE)).isTrue();

    assertThat(exporter.closes).hasValue(1);
  }

  @Test
  void close_withStuckExporter_returnsInTimeAndCountsItsBatchAsLost() throws Exception {
    StuckExporter stuck = new StuckExporter();
    BatchSpanSink sink = sink(exporter, stuck);
    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.forceFlush(SHORT);
    stuck.entered.await();
    sink.onSpanEnd(FakeSpan.of(2, DATA));

    assertThat(sink.close(SHORT)).isFalse();

    assertThat(sink.metrics().exporters())
        .extracting(Accounting::line)
        .containsExactly("collecting 2 0 0 0 0", "stuck 0 2 0 0 0");
    Accounting.addUp(sink.metrics());
    assertThat(log)
        .containsExactly(
            "lost since the last report: 2 records (stuck exporter, not delivered in time);"
                + " to lose less, raise clew.exit.timeout");
    stuck.released.countDown();
  }

  @Test
  void close_withStuckPayload_writesItsSpanBare() throws Exception {
    CountDownLatch rendering = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSpanSink.spec(
                BatchSettings.defaults(),
                new SpanRenderer(RenderSettings.defaults()),
                List.of(exporter)),
            log::add,
            Thread::new,
            new WakeSignal.Parking(),
            System::nanoTime,
            Duration.ofHours(1).toNanos()); // nobody looks for what is stuck before
    sink.onSpanEnd(
        FakeSpan.of(
            1,
            SpanType.CUSTOM,
            () -> {
              rendering.countDown();
              awaitUninterruptibly(released);
              return DATA;
            }));
    sink.onSpanEnd(FakeSpan.of(2, DATA));
    sink.forceFlush(SHORT);
    rendering.await();

    sink.close(Duration.ofMillis(800));

    assertThat(exporter.spans()).hasSize(2);
    assertThat(exporter.spans().get(0).attributes())
        .containsEntry(SpanRenderer.CONTENT_DROPPED, "no time at exit");
    assertThat(sink.metrics().contentLost(ContentLoss.EXIT)).isPositive();
    Accounting.addUp(sink.metrics());
    assertThat(log.get(log.size() - 1)).endsWith("; to lose less, raise clew.exit.timeout");
    released.countDown();
  }

  @Test
  void close_withExporterThatIsSlowButGetsOn_losesNothing() {
    CollectingExporter slow =
        new CollectingExporter() {
          @Override
          public void export(List<ExportRecord> batch) {
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            super.export(batch);
          }
        };
    BatchSpanSink sink =
        new BatchSpanSink(
            new BatchSettings(100, 1 << 20, 1, Duration.ofSeconds(5), 100),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(slow),
            log::add);
    for (int n = 1; n <= 20; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA));
    }

    assertThat(sink.close(Duration.ofMillis(400))).isTrue(); // 600 ms of work, a step each 30

    assertThat(slow.spans()).hasSize(20);
    assertThat(log).isEmpty();
  }

  @Test
  void spansAfterTheLastReport_areReportedAsWell() throws Exception {
    CountDownLatch reported = new CountDownLatch(1);
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(exporter),
            line -> {
              log.add(line);
              reported.countDown();
            });
    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.close(AMPLE);

    sink.onSpanEnd(FakeSpan.of(2, DATA));
    sink.onSpanEnd(FakeSpan.of(3, DATA));
    reported.await();

    assertThat(log.get(0))
        .matches("lost since the last report: [12] spans \\(ended after closing\\)");
    Accounting.addUp(sink.metrics());
  }

  @Test
  void flush_withStuckExporter_returnsFalseInTime() throws Exception {
    StuckExporter stuck = new StuckExporter();
    BatchSpanSink sink = sink(stuck);
    sink.onSpanEnd(FakeSpan.of(1, DATA));

    assertThat(sink.forceFlush(SHORT)).isFalse();

    stuck.released.countDown();
    assertThat(sink.close(AMPLE)).isTrue();
    assertThat(sink.metrics().exporters().get(0).spansExported()).isEqualTo(1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean done = false;
    while (!done) {
      try {
        done = latch.await(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        // goes on being stuck, as a busy loop would
      }
    }
  }

  private BatchSpanSink sink(SpanExporter... exporters) {
    return new BatchSpanSink(
        BatchSettings.defaults(),
        new SpanRenderer(RenderSettings.defaults()),
        List.of(exporters),
        log::add);
  }

  private static final class StuckExporter implements SpanExporter {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public void export(List<ExportRecord> batch) {
      entered.countDown();
      awaitUninterruptibly(released);
    }
  }
}
