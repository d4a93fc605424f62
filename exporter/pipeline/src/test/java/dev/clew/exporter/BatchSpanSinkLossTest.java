// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.ExportException;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.ContentLoss;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What does not fit, cannot be rendered or is not delivered: who loses what, and what is counted.
 */
@Timeout(30)
class BatchSpanSinkLossTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final SpanData DATA = new CustomData("turn", Map.of("text", "hello"));

  private final CollectingExporter exporter = new CollectingExporter();
  private final SinkHarness sinks = new SinkHarness();

  @AfterEach
  void close() {
    sinks.close();
  }

  @Test
  void queue_full_dropsNewestAndCounts() {
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(5, 1 << 20, 5), exporter);
    sinks.wakeSignal.deaf = true;

    for (int n = 1; n <= 7; n++) {
      sink.onSpanEnd(FakeSpan.of(n, DATA));
    }
    sink.onSpanEnd(FakeSpan.of(8, DATA).ending(Samples.trace(8)));
    sinks.wakeSignal.deaf = false;
    sink.forceFlush(AMPLE);

    PipelineMetrics metrics = sink.metrics();
    assertThat(exporter.spans())
        .extracting("spanId")
        .containsExactly(
            SinkHarness.id(1),
            SinkHarness.id(2),
            SinkHarness.id(3),
            SinkHarness.id(4),
            SinkHarness.id(5));
    assertThat(metrics.spansDropped()).containsEntry(DropReason.QUEUE_FULL, 3L);
    assertThat(metrics.tracesDropped()).isEqualTo(1);
    Accounting.addUp(metrics);
  }

  @Test
  void content_beyondBytes_isDroppedAndSpanKept() {
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(100, 4_000, 10), exporter);

    sink.onSpanEnd(sized(1, 2_500));
    sink.onSpanEnd(sized(2, 2_500));
    sink.onSpanEnd(sized(3, Long.MAX_VALUE));
    sink.forceFlush(AMPLE);

    assertThat(exporter.spans())
        .extracting("spanId")
        .containsExactly(SinkHarness.id(1), SinkHarness.id(2), SinkHarness.id(3));
    assertThat(exporter.spans().get(0).attributes()).isEmpty();
    assertThat(exporter.spans().get(1).attributes())
        .isEqualTo(Map.of("clew.content.dropped", "queue bytes"));
    assertThat(exporter.spans().get(1).data()).isEqualTo(new CustomData("span 2", Map.of()));
    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.QUEUE_BYTES, 2L);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void bytes_afterExport_areFreeAgain() {
    BatchSpanSink sink = sinks.sink(SinkHarness.settings(100, 4_000, 10), exporter);

    for (int n = 1; n <= 10; n++) {
      sink.onSpanEnd(sized(n, 3_000));
      sink.forceFlush(AMPLE);
    }

    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.QUEUE_BYTES, 0L);
  }

  @Test
  void size_thatCannotBeTold_costsTheContent() {
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), exporter);

    sink.onSpanEnd(FakeSpan.of(1, SpanType.GENERATION, new UnsizedPayload()));
    sink.forceFlush(AMPLE);

    assertThat(exporter.spans().get(0).data()).isEqualTo(new GenerationData.Builder().build());
    assertThat(exporter.spans().get(0).attributes())
        .isEqualTo(Map.of("clew.content.dropped", "size unknown"));
    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.SIZE_UNKNOWN, 1L);
  }

  @Test
  void payload_thatThrows_costsOnlyItsContent() {
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), exporter);
    Payload poison =
        () -> {
          throw new NoSuchMethodError("Choice.newName()");
        };

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, SpanType.AGENT, poison));
    sink.onSpanEnd(FakeSpan.of(3, SpanType.FUNCTION, BatchSpanSinkLossTest::endlessly));
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
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), exporter);

    sink.onSpanEnd(null);
    sink.onSpanEnd(FakeSpan.of(1, DATA).with((Map<String, Object>) null, null));
    sink.onSpanEnd(FakeSpan.of(2, DATA));

    assertThat(sink.forceFlush(AMPLE)).isFalse();
    assertThat(exporter.spans()).extracting("spanId").containsExactly(SinkHarness.id(2));
    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.UNREADABLE, 2L);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void exporter_thatThrows_costsOnlyItselfTheBatch() {
    FailingExporter failing = new FailingExporter(new NoClassDefFoundError("x"));
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), failing, exporter);

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
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), failing);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA).ending(Samples.trace(2)));
    sink.forceFlush(AMPLE);

    assertThat(sink.metrics().exporters())
        .extracting(Accounting::line)
        .containsExactly("failing 1 1 1 0 1");
  }

  @Test
  void losses_areReportedOnceAMinute() {
    FailingExporter failing = new FailingExporter(new IOException("No space left on device"));
    BatchSpanSink sink = sinks.sink(BatchSettings.defaults(), failing);

    for (int seconds : new int[] {0, 10, 59, 60}) {
      sinks.nanoTime.set(Duration.ofSeconds(seconds).toNanos());
      sink.onSpanEnd(FakeSpan.of(seconds + 1, DATA));
      sink.forceFlush(AMPLE);
    }

    String why = " records (failing exporter: java.io.IOException: No space left on device)";
    assertThat(sinks.log)
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
