// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.TraceCondition;
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
class SelectionTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final CustomData SHOWN = new CustomData("turn", Map.of());
  private static final CustomData HIDDEN = new CustomData("hidden", Map.of());

  private final CollectingExporter exporter = new CollectingExporter();
  private final List<ExportRecord> observed = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<BatchSpanSink> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(sink -> sink.close(AMPLE));
  }

  @Test
  void spanExcludedByItsContent_reachesNobody_andIsCounted() {
    BatchSpanSink sink = sink(null);

    sink.onSpanEnd(FakeSpan.of(1, HIDDEN));
    sink.onSpanEnd(FakeSpan.of(2, SHOWN));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.batches).containsExactly(observed);
    assertThat(observed).hasSize(1);
    assertThat(sink.metrics().spansDropped(DropReason.EXCLUDED)).isEqualTo(1);
    assertThat(sink.metrics().totalDropped()).isZero();
    assertThat(sink.metrics().spansEnded()).isEqualTo(2);
  }

  @Test
  void spanExcludedAtItsStart_isCountedAndNoLoss() {
    BatchSpanSink sink = sink(null);

    sink.onSpanExcluded(FakeSpan.of(1, SHOWN));
    sink.close(AMPLE);

    assertThat(exporter.batches).isEmpty();
    assertThat(sink.metrics().spansEnded()).isEqualTo(1);
    assertThat(sink.metrics().spansDropped(DropReason.EXCLUDED)).isEqualTo(1);
    assertThat(lines).isEmpty();
  }

  @Test
  void traceOfOneExcludedSpan_goesWithIt() {
    BatchSpanSink sink = sink(null);
    FakeSpan alone = FakeSpan.of(1, HIDDEN).ending(Samples.trace(1));

    sink.onSpanEnd(alone);
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(exporter.batches).isEmpty();
  }

  @Test
  void condition_isAskedOnceForEachSpan_andDecides() {
    List<FinishedSpan> asked = new CopyOnWriteArrayList<>();
    BatchSpanSink sink =
        sink(
            new TraceCondition() {
              @Override
              public boolean isMetBy(FinishedSpan span, SpanRecord record) {
                asked.add(span);
                return asked.size() == 2;
              }

              @Override
              public Map<String, Boolean> openTraces() {
                return Map.of();
              }
            });

    sink.onSpanEnd(FakeSpan.of(1, SHOWN));
    sink.onSpanEnd(FakeSpan.of(1, SHOWN));
    assertThat(sink.forceFlush(AMPLE)).isTrue();

    assertThat(asked).hasSize(2);
    assertThat(exporter.batches.get(0)).hasSize(2);
    assertThat(sink.hasKept(asked.get(0).traceId())).isTrue();
  }

  private BatchSpanSink sink(@Nullable TraceCondition condition) {
    PipelineSpec spec =
        new PipelineSpec(
            BatchSettings.defaults(),
            policy -> new SpanRenderer(RenderSettings.defaults()),
            List.of(ExporterSpec.of(exporter)),
            List.of(),
            null,
            List.of(),
            observed::add,
            new Selection(
                data -> data instanceof CustomData custom && custom.name().equals("hidden"),
                condition));
    BatchSpanSink sink = new BatchSpanSink(spec, lines::add);
    opened.add(sink);
    return sink;
  }
}
