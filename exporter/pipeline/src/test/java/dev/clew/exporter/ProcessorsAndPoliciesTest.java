// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.delivery.DeliverySettings;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.SamplingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProcessorsAndPoliciesTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final CustomData DATA = new CustomData("turn", Map.of("text", "hello"));

  private final CollectingExporter full = new CollectingExporter();
  private final CollectingExporter none = new CollectingExporter();
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void eachExporter_getsItsContentAndPayloadIsRenderedOnce() {
    AtomicInteger renderings = new AtomicInteger();
    BatchSpanSink sink = sink(null);

    sink.onSpanEnd(
        FakeSpan.of(
            1,
            SpanType.CUSTOM,
            () -> {
              renderings.incrementAndGet();
              return DATA;
            }));
    sink.close(AMPLE);

    assertThat(full.spans()).extracting(SpanRecord::data).containsExactly(DATA);
    assertThat(none.spans().get(0).data().toString()).doesNotContain("hello");
    assertThat(renderings).hasValue(1);
  }

  @Test
  void processor_changesRecordsForAllExporters() {
    BatchSpanSink sink = sink(null, processor(span -> renamed(span, "other")));

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.close(AMPLE);

    assertThat(full.spans()).extracting(SpanRecord::name).containsExactly("other");
    assertThat(none.spans()).extracting(SpanRecord::name).containsExactly("other");
  }

  @Test
  void processor_thatReturnsNothing_dropsTheSpanEverywhere() {
    BatchSpanSink sink = sink(null, processor(span -> span.name().equals("span 1") ? null : span));

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    sink.onSpanEnd(FakeSpan.of(2, DATA));
    sink.close(AMPLE);

    assertThat(full.spans()).extracting(SpanRecord::name).containsExactly("span 2");
    assertThat(none.spans()).extracting(SpanRecord::name).containsExactly("span 2");
    assertThat(sink.metrics().spansDropped()).containsEntry(DropReason.PROCESSOR, 1L);
    Accounting.addUp(sink.metrics());
    assertThat(log).isEmpty();
  }

  @Test
  void processor_thatThrows_costsContentAndIsSaidOnce() {
    BatchSpanSink sink =
        sink(
            null,
            processor(
                span -> {
                  throw new IllegalStateException("no dictionary");
                }));

    sink.onSpanEnd(FakeSpan.of(1, DATA).with(Map.of("user", "secret"), List.of()));
    sink.onSpanEnd(FakeSpan.of(2, DATA));
    sink.forceFlush(AMPLE);

    assertThat(full.spans()).hasSize(2);
    assertThat(full.spans().toString()).doesNotContain("hello").doesNotContain("secret");
    assertThat(full.spans().get(0).attributes())
        .containsEntry("clew.content.dropped", "processor failure");
    assertThat(sink.metrics().contentLost()).containsEntry(ContentLoss.PROCESSOR_FAILURE, 2L);
    assertThat(log.get(0)).startsWith("processor test (dev.clew").contains("without content");
    sink.close(AMPLE);
    assertThat(log).filteredOn(line -> line.startsWith("processor")).hasSize(1);
  }

  @Test
  void sampledOutSpans_areCountedAndNotReportedAsLost() {
    BatchSpanSink sink = sink(SamplingSettings.head(0));

    sink.onSpanEnd(FakeSpan.of(1, DATA).ending(Samples.trace(1)));
    assertThat(sink.forceFlush(AMPLE)).isTrue();
    sink.close(AMPLE);

    assertThat(full.batches).isEmpty();
    assertThat(sink.metrics().sampling().spansSampledOut()).isEqualTo(1);
    Accounting.addUp(sink.metrics());
    assertThat(log).isEmpty();
  }

  private BatchSpanSink sink(SamplingSettings sampling, SpanProcessor... processors) {
    PipelineSpec spec =
        new PipelineSpec(
            BatchSettings.defaults(),
            policy -> new SpanRenderer(RenderSettings.defaults().withContent(policy)),
            List.of(exporter(full, ContentPolicy.FULL), exporter(none, ContentPolicy.NONE)),
            List.of(processors),
            sampling);
    return new BatchSpanSink(spec, log::add);
  }

  private static ExporterSpec exporter(CollectingExporter exporter, ContentPolicy content) {
    return new ExporterSpec(
        exporter.name(), () -> exporter, true, content, DeliverySettings.defaults());
  }

  private static SpanProcessor processor(UnaryOperator<SpanRecord> change) {
    return new SpanProcessor() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public SpanRecord process(SpanRecord span) {
        return change.apply(span);
      }
    };
  }

  private static SpanRecord renamed(SpanRecord span, String name) {
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        name,
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        span.status(),
        span.error(),
        span.groupId(),
        span.data(),
        span.attributes(),
        span.events());
  }
}
