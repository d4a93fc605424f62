// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchSpanSinkTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final SpanData DATA = new CustomData("turn", Map.of("text", "hello"));

  private final CollectingExporter exporter = new CollectingExporter();
  private final SinkHarness sinks = new SinkHarness();

  @AfterEach
  void close() {
    sinks.close();
  }

  @Test
  void span_flushed_reachesEveryExporterInOrder() {
    CollectingExporter second = new CollectingExporter();
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), exporter, second);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA).ending(Samples.trace(2)));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(exporter.batches).hasSize(1).isEqualTo(second.batches);
    assertThat(exporter.spans())
        .extracting("spanId")
        .containsExactly(SinkHarness.id(1), SinkHarness.id(2));
    assertThat(exporter.batches.get(0).get(2)).isEqualTo(Samples.trace(2));
    assertThat(exporter.flushes).hasValue(1);
  }

  @Test
  void thread_beforeFirstSpan_doesNotExist() {
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), exporter);

    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(sinks.threads).isEmpty();
  }

  @Test
  void thread_ofPublicConstructor_isDaemonWithName() throws Exception {
    List<Thread> seen = new CopyOnWriteArrayList<>();
    SpanExporter witness =
        new SpanExporter() {
          @Override
          public String name() {
            return "witness";
          }

          @Override
          public void export(List<ExportRecord> batch) {
            seen.add(Thread.currentThread());
          }
        };
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(witness),
            sinks.log::add);
    sinks.closeLater(sink);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA));
    sink.forceFlush(AMPLE);

    assertThat(seen).extracting(Thread::getName).containsOnly("clew-export-witness");
    assertThat(seen).extracting(Thread::isDaemon).containsOnly(true);
  }

  @Test
  void export_ofManySpans_comesInBatches() {
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(100, 1 << 20, 3), exporter);

    for (int n = 1; n <= 7; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA));
    }
    sink.forceFlush(AMPLE);

    assertThat(exporter.batches).extracting(List::size).containsExactly(3, 3, 1);
  }

  @Test
  void render_ofWhatWaits_isOverWhenItReturns() {
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(100, 1 << 20, 10), exporter);
    AtomicInteger rendered = new AtomicInteger();
    for (int n = 1; n <= 25; n++) {
      sink.onSpanEnd(
          FakeSpan.of(
              n,
              SpanType.CUSTOM,
              () -> {
                rendered.incrementAndGet();
                return DATA;
              }));
    }

    assertThat(sink.render(AMPLE)).isTrue();

    assertThat(rendered).hasValue(25);
    sink.forceFlush(AMPLE);
    assertThat(exporter.spans()).hasSize(25);
  }

  @Test
  void render_ofWhatDoesNotReturn_isGivenUpInTime() {
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(100, 1 << 20, 10), exporter);
    CountDownLatch released = new CountDownLatch(1);
    sink.onSpanEnd(
        FakeSpan.of(
            1,
            SpanType.CUSTOM,
            () -> {
              awaitUninterruptibly(released);
              return DATA;
            }));

    assertThat(sink.render(Duration.ofMillis(20))).isFalse();

    released.countDown();
    assertThat(sink.render(AMPLE)).isTrue();
  }

  @Test
  void render_thatTakesLongerButGoesOn_isWaitedFor() {
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(100, 1 << 20, 10), exporter);
    CountDownLatch never = new CountDownLatch(1);
    for (int n = 1; n <= 30; n++) {
      sink.onSpanEnd(
          FakeSpan.of(
              n,
              SpanType.CUSTOM,
              () -> {
                takeTime(never);
                return DATA;
              }));
    }

    assertThat(sink.render(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void render_afterTheEnd_returnsAtOnce() {
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), exporter);
    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.close(AMPLE);

    assertThat(sink.render(AMPLE)).isTrue();
  }

  private static void takeTime(CountDownLatch never) {
    try {
      assertThat(never.await(150, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void export_belowTrigger_waitsForTheDelay() throws Exception {
    CountDownLatch exported = new CountDownLatch(1);
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(10, 1 << 20, 10), signalling(exported));

    sink.onSpanEnd(FakeSpan.of(1, DATA));

    assertThat(sinks.wakeSignal.rests.take()).isEqualTo(Duration.ofSeconds(5).toNanos());
    assertThat(exported.getCount()).isEqualTo(1);
    sinks.wakeSignal.timePasses();
    exported.await();
  }

  @Test
  void export_atTrigger_doesNotWait() throws Exception {
    CountDownLatch exported = new CountDownLatch(7);
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(10, 1 << 20, 10), signalling(exported));

    for (int n = 1; n <= 7; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA));
    }

    exported.await();
  }

  @Test
  void thread_thatCannotBeHad_isAskedForAgain() {
    List<Integer> attempts = new ArrayList<>();
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSpanSink.spec(
                BatchSettings.defaults(),
                new SpanRenderer(RenderSettings.defaults()),
                List.of(exporter)),
            sinks.log::add,
            task -> {
              attempts.add(attempts.size());
              if (attempts.size() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(task);
            },
            sinks.wakeSignal,
            sinks.nanoTime::get);
    sinks.closeLater(sink);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(exporter.spans()).hasSize(2);
  }

  private static SpanExporter signalling(CountDownLatch exported) {
    return new CollectingExporter() {
      @Override
      public void export(List<ExportRecord> batch) {
        super.export(batch);
        batch.forEach(each -> exported.countDown());
      }
    };
  }
}
