// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.SamplingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordObserverTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final CustomData DATA = new CustomData("turn", Map.of("text", "hello"));

  private final CollectingExporter exporter = new CollectingExporter();
  private final List<ExportRecord> seen = new CopyOnWriteArrayList<>();
  private final List<Duration> closed = new CopyOnWriteArrayList<>();
  private final List<BatchSpanSink> opened = new ArrayList<>();
  private final RecordObserver observer =
      new RecordObserver() {
        @Override
        public void onRecord(ExportRecord record) {
          seen.add(record);
        }

        @Override
        public void onClose(Duration timeLeft) {
          closed.add(timeLeft);
        }
      };

  @AfterEach
  void close() {
    opened.forEach(sink -> sink.close(AMPLE));
  }

  @Test
  void observer_seesEachRecordOnce() {
    BatchSpanSink sink = sink(List.of(ExporterSpec.of(exporter)), List.of(), null, observer);

    sink.onSpanEnd(FakeSpan.of(1, DATA).ending(Samples.trace(1)));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(seen).hasSize(2).isEqualTo(exporter.batches.get(0));
  }

  @Test
  void observer_seesWhatSamplingLeavesOut() {
    BatchSpanSink sink = sink(List.of(ExporterSpec.of(exporter)), List.of(), nothing(), observer);

    sink.onSpanEnd(FakeSpan.of(1, DATA).ending(Samples.trace(1)));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(seen).hasSize(2);
    assertThat(exporter.batches).isEmpty();
    assertThat(sink.metrics().sampling().spansSampledOut()).isEqualTo(1);
    assertThat(sink.metrics().sampling().tracesSampledOut()).isEqualTo(1);
  }

  @Test
  void observer_seesWhatProcessorsHaveLeft() {
    SpanProcessor dropsTheFirst =
        new SpanProcessor() {
          @Override
          public String name() {
            return "drops-the-first";
          }

          @Override
          public @Nullable SpanRecord process(SpanRecord span) {
            return span.spanId().endsWith("1") ? null : span;
          }
        };
    BatchSpanSink sink =
        sink(List.of(ExporterSpec.of(exporter)), List.of(dropsTheFirst), null, observer);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(seen).hasSize(1).isEqualTo(exporter.batches.get(0));
  }

  @Test
  void observer_withoutAnyExporterSeesAll() {
    BatchSpanSink sink = sink(List.of(), List.of(), nothing(), observer);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(seen).hasSize(1);
  }

  @Test
  void observer_thatThrowsCostsNothing() {
    RecordObserver broken =
        record -> {
          throw new IllegalStateException("broken");
        };
    BatchSpanSink sink = sink(List.of(ExporterSpec.of(exporter)), List.of(), null, broken);

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.spans()).hasSize(1);
  }

  @Test
  void observer_isClosedOnceAfterTheLastRecord() {
    BatchSpanSink sink = sink(List.of(ExporterSpec.of(exporter)), List.of(), null, observer);
    sink.onSpanEnd(FakeSpan.of(1, DATA));

    sink.close(AMPLE);
    sink.close(AMPLE);

    assertThat(seen).hasSize(1);
    assertThat(closed).singleElement().matches(left -> left.compareTo(AMPLE) <= 0);
  }

  private static SamplingSettings nothing() {
    return new SamplingSettings(
        0, false, null, null, Map.of(), 1000, 1 << 20, Duration.ofMinutes(1));
  }

  private BatchSpanSink sink(
      List<ExporterSpec> exporters,
      List<SpanProcessor> processors,
      @Nullable SamplingSettings sampling,
      RecordObserver watching) {
    PipelineSpec spec =
        new PipelineSpec(
            BatchSettings.defaults(),
            policy -> new SpanRenderer(RenderSettings.defaults()),
            exporters,
            processors,
            sampling,
            watching);
    BatchSpanSink sink = new BatchSpanSink(spec, line -> {});
    opened.add(sink);
    return sink;
  }
}
