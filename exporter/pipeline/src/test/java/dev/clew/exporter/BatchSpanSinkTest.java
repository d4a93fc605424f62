// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchSpanSinkTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final SpanData DATA = new CustomData("turn", Map.of("text", "hello"));

  private final CollectingExporter exporter = new CollectingExporter();
  private final ManualWakeSignal wakeSignal = new ManualWakeSignal();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final List<BatchSpanSink> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(sink -> sink.close(AMPLE));
  }

  @Test
  void span_flushed_reachesEveryExporterInOrder() {
    CollectingExporter second = new CollectingExporter();
    BatchSpanSink sink = sink(BatchSettings.defaults(), exporter, second);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA).ending(Samples.trace(2)));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(exporter.batches).hasSize(1).isEqualTo(second.batches);
    assertThat(exporter.spans()).extracting("spanId").containsExactly(id(1), id(2));
    assertThat(exporter.batches.get(0).get(2)).isEqualTo(Samples.trace(2));
    assertThat(exporter.flushes).hasValue(1);
  }

  @Test
  void thread_beforeFirstSpan_doesNotExist() {
    BatchSpanSink sink = sink(BatchSettings.defaults(), exporter);

    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(threads).isEmpty();
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
            log::add);
    opened.add(sink);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA));
    sink.forceFlush(AMPLE);

    assertThat(seen).extracting(Thread::getName).containsOnly("clew-export-witness");
    assertThat(seen).extracting(Thread::isDaemon).containsOnly(true);
  }

  @Test
  void export_ofManySpans_comesInBatches() {
    BatchSpanSink sink = sink(settings(100, 1 << 20, 3), exporter);

    for (int n = 1; n <= 7; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA));
    }
    sink.forceFlush(AMPLE);

    assertThat(exporter.batches).extracting(List::size).containsExactly(3, 3, 1);
  }

  @Test
  void render_ofWhatWaits_isOverWhenItReturns() {
    BatchSpanSink sink = sink(settings(100, 1 << 20, 10), exporter);
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
    BatchSpanSink sink = sink(settings(100, 1 << 20, 10), exporter);
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
  void render_afterTheEnd_returnsAtOnce() {
    BatchSpanSink sink = sink(BatchSettings.defaults(), exporter);
    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.close(AMPLE);

    assertThat(sink.render(AMPLE)).isTrue();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void queue_full_dropsNewestAndCounts() {
    BatchSpanSink sink = sink(settings(5, 1 << 20, 5), exporter);
    wakeSignal.deaf = true;

    for (int n = 1; n <= 7; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA));
    }
    sink.onSpanEnd(FakeSpan.of(8, DATA).ending(Samples.trace(8)));
    wakeSignal.deaf = false;
    sink.forceFlush(AMPLE);

    PipelineMetrics metrics = sink.metrics();
    assertThat(exporter.spans())
        .extracting("spanId")
        .containsExactly(id(1), id(2), id(3), id(4), id(5));
    assertThat(metrics.spansDropped()).containsEntry(DropReason.QUEUE_FULL, 3L);
    assertThat(metrics.tracesDropped()).isEqualTo(1);
    Accounting.addUp(metrics);
  }

  @Test
  void content_beyondBytes_isDroppedAndSpanKept() {
    BatchSpanSink sink = sink(settings(100, 4_000, 10), exporter);

    sink.onSpanEnd(sized(1, 2_500));
    sink.onSpanEnd(sized(2, 2_500));
    sink.onSpanEnd(sized(3, Long.MAX_VALUE));
    sink.forceFlush(AMPLE);

    assertThat(exporter.spans()).extracting("spanId").containsExactly(id(1), id(2), id(3));
    assertThat(exporter.spans().get(0).attributes()).isEmpty();
    assertThat(exporter.spans().get(1).attributes())
        .isEqualTo(Map.of("clew.content.dropped", "queue bytes"));
    assertThat(exporter.spans().get(1).data()).isEqualTo(new CustomData("span 2", Map.of()));
    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.QUEUE_BYTES, 2L);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void bytes_afterExport_areFreeAgain() {
    BatchSpanSink sink = sink(settings(100, 4_000, 10), exporter);

    for (int n = 1; n <= 10; n++) {
      sink.onSpanEnd(sized(n, 3_000));
      sink.forceFlush(AMPLE);
    }

    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.QUEUE_BYTES, 0L);
  }

  @Test
  void size_thatCannotBeTold_costsTheContent() {
    BatchSpanSink sink = sink(BatchSettings.defaults(), exporter);

    sink.onSpanEnd(FakeSpan.of(1, SpanType.GENERATION, new UnsizedPayload()));
    sink.forceFlush(AMPLE);

    assertThat(exporter.spans().get(0).data()).isEqualTo(new GenerationData.Builder().build());
    assertThat(exporter.spans().get(0).attributes())
        .isEqualTo(Map.of("clew.content.dropped", "size unknown"));
    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.SIZE_UNKNOWN, 1L);
  }

  @Test
  void payload_thatThrows_costsOnlyItsContent() {
    BatchSpanSink sink = sink(BatchSettings.defaults(), exporter);
    Payload poison =
        () -> {
          throw new NoSuchMethodError("Choice.newName()");
        };

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, SpanType.AGENT, poison));
    sink.onSpanEnd(FakeSpan.of(3, SpanType.FUNCTION, BatchSpanSinkTest::endlessly));
    sink.onSpanEnd(FakeSpan.of(4, DATA));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(exporter.batches).hasSize(1);
    assertThat(exporter.spans())
        .extracting(span -> span.data().type())
        .containsExactly(SpanType.CUSTOM, SpanType.AGENT, SpanType.FUNCTION, SpanType.CUSTOM);
    assertThat(exporter.spans().get(3).data()).isEqualTo(DATA);
    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.RENDER_FAILURE, 2L);
  }

  @Test
  void span_whoseAccessorsThrow_isCountedAsUnreadable() {
    BatchSpanSink sink = sink(BatchSettings.defaults(), exporter);

    sink.onSpanEnd(null);
    sink.onSpanEnd(FakeSpan.of(1, DATA).with((Map<String, Object>) null, null));
    sink.onSpanEnd(FakeSpan.of(2, DATA));

    assertThat(sink.forceFlush(AMPLE)).isFalse();
    assertThat(exporter.spans()).extracting("spanId").containsExactly(id(2));
    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.UNREADABLE, 2L);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void exporter_thatThrows_costsOnlyItselfTheBatch() {
    FailingExporter failing = new FailingExporter(new NoClassDefFoundError("x"));
    BatchSpanSink sink = sink(BatchSettings.defaults(), failing, exporter);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    assertThat(sink.forceFlush(AMPLE)).isFalse();
    failing.failure = null;
    sink.onSpanEnd(FakeSpan.of(2, DATA));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.spans()).hasSize(2);
    assertThat(sink.metrics().exporters())
        .extracting(Accounting::line)
        .containsExactly("failing 1 1 0 0 1", "collecting 2 0 0 0 0");
    Accounting.addUp(sink.metrics());
  }

  @Test
  void exporter_thatDeliversAPart_isBelieved() {
    FailingExporter failing = new FailingExporter(ExportException.partial("1 refused", null, 1, 0));
    BatchSpanSink sink = sink(BatchSettings.defaults(), failing);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA).ending(Samples.trace(2)));
    sink.forceFlush(AMPLE);

    assertThat(sink.metrics().exporters())
        .extracting(Accounting::line)
        .containsExactly("failing 1 1 1 0 1");
  }

  @Test
  void export_belowTrigger_waitsForTheDelay() throws Exception {
    CountDownLatch exported = new CountDownLatch(1);
    BatchSpanSink sink = sink(settings(10, 1 << 20, 10), signalling(exported));

    sink.onSpanEnd(FakeSpan.of(1, DATA));

    assertThat(wakeSignal.rests.take()).isEqualTo(Duration.ofSeconds(5).toNanos());
    assertThat(exported.getCount()).isEqualTo(1);
    wakeSignal.timePasses();
    exported.await();
  }

  @Test
  void export_atTrigger_doesNotWait() throws Exception {
    CountDownLatch exported = new CountDownLatch(7);
    BatchSpanSink sink = sink(settings(10, 1 << 20, 10), signalling(exported));

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
            log::add,
            task -> {
              attempts.add(attempts.size());
              if (attempts.size() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(task);
            },
            wakeSignal,
            nanoTime::get);
    opened.add(sink);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA));

    assertThat(sink.forceFlush(AMPLE)).isTrue();
    assertThat(exporter.spans()).hasSize(2);
  }

  @Test
  void losses_areReportedOnceAMinute() {
    FailingExporter failing = new FailingExporter(new IOException("No space left on device"));
    BatchSpanSink sink = sink(BatchSettings.defaults(), failing);

    for (int seconds : new int[] {0, 10, 59, 60}) {
      nanoTime.set(Duration.ofSeconds(seconds).toNanos());
      sink.onSpanEnd(FakeSpan.of(seconds + 1, DATA));
      sink.forceFlush(AMPLE);
    }

    String why = " records (failing exporter: java.io.IOException: No space left on device)";
    assertThat(log)
        .containsExactly(
            "lost since the last report: 1" + why, "lost since the last report: 3" + why);
  }

  @SuppressWarnings("InfiniteRecursion") // the point of it
  private static SpanData endlessly() {
    return endlessly();
  }

  private static FakeSpan sized(int n, long bytes) {
    return FakeSpan.of(n, SpanType.CUSTOM, new SizedPayload(DATA, bytes));
  }

  private static String id(int n) {
    return String.format("%016x", n);
  }

  private static BatchSettings settings(int records, long bytes, int batch) {
    return new BatchSettings(records, bytes, batch, Duration.ofSeconds(5), 70);
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

  private BatchSpanSink sink(BatchSettings settings, SpanExporter... exporters) {
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSpanSink.spec(
                settings, new SpanRenderer(RenderSettings.defaults()), List.of(exporters)),
            log::add,
            task -> {
              Thread thread = new Thread(task, "test-export");
              thread.setDaemon(true);
              threads.add(thread);
              return thread;
            },
            wakeSignal,
            nanoTime::get);
    opened.add(sink);
    return sink;
  }

  private static final class UnsizedPayload implements Payload {
    @Override
    public SpanData render() {
      throw new AssertionError("not to be rendered");
    }

    @Override
    public long retainedBytes() {
      throw new IllegalStateException("size of a closed stream");
    }
  }
}
