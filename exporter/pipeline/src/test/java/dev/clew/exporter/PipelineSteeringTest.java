// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.delivery.DeliverySettings;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.delivery.LossReason;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.SamplingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of a pipeline while spans flow. */
@Timeout(30)
class PipelineSteeringTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final CustomData DATA = new CustomData("turn", Map.of("text", "hello"));

  private final CollectingExporter file = new CollectingExporter();
  private final CollectingExporter otlp = new CollectingExporter();
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void content_changesWithTheNextSpan() {
    BatchSpanSink sink = sink(null);

    end(sink, 1);
    treat(sink, new Treatment(true, ContentPolicy.NONE), new Treatment(true, ContentPolicy.FULL));
    end(sink, 2);
    treat(sink, new Treatment(true, ContentPolicy.FULL), new Treatment(true, ContentPolicy.NONE));
    end(sink, 3);
    sink.close(AMPLE);

    assertThat(texts(file)).containsExactly(true, false, true);
    assertThat(texts(otlp)).containsExactly(false, true, false);
    Accounting.addUp(sink.metrics());
  }

  /** It must not get less than it was entitled to, and above all not more. */
  @Test
  void spanThatWaitsForItsTrace_keepsItsContent() {
    BatchSpanSink sink = sink(rules());

    sink.onSpanEnd(FakeSpan.of(1, DATA));
    assertThat(sink.render(AMPLE)).isTrue();
    treat(sink, new Treatment(true, ContentPolicy.NONE), new Treatment(true, ContentPolicy.NONE));
    sink.onSpanEnd(FakeSpan.of(2, DATA).ending(Samples.trace(2)));
    sink.close(AMPLE);

    assertThat(texts(otlp)).doesNotContain(true);
    assertThat(file.spans()).hasSize(2);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void exporterThatIsOff_missesSpansAndTheyAreCounted() {
    BatchSpanSink sink = sink(null);

    end(sink, 1);
    treat(sink, new Treatment(false, ContentPolicy.FULL), new Treatment(true, ContentPolicy.NONE));
    end(sink, 2);
    treat(sink, new Treatment(true, ContentPolicy.FULL), new Treatment(true, ContentPolicy.NONE));
    end(sink, 3);
    sink.close(AMPLE);

    assertThat(file.spans()).extracting(SpanRecord::name).containsExactly("span 1", "span 3");
    assertThat(texts(file)).containsExactly(true, true);
    assertThat(otlp.spans()).hasSize(3);
    ExporterMetrics metrics = sink.metrics().exporters().get(0);
    assertThat(metrics.spansLostBy()).containsEntry(LossReason.SWITCHED_OFF, 1L);
    assertThat(metrics.isHealthy()).isTrue();
    Accounting.addUp(sink.metrics());
    assertThat(log).isEmpty();
  }

  @Test
  void allExportersOff_nothingIsRenderedWithContentAndAllIsCounted() {
    BatchSpanSink sink = sink(null);

    treat(sink, new Treatment(false, ContentPolicy.FULL), new Treatment(false, ContentPolicy.FULL));
    end(sink, 1);

    assertThat(sink.steering().policies()).containsExactly(ContentPolicy.NONE);
    sink.close(AMPLE);
    assertThat(file.spans()).isEmpty();
    assertThat(otlp.spans()).isEmpty();
    Accounting.addUp(sink.metrics());
  }

  /** Rendered while the exporter was off, for another one with more content. */
  @Test
  void exporterThatIsOnAgain_getsNothingFromMeanwhile() {
    BatchSpanSink sink = sink(rules());

    treat(sink, new Treatment(true, ContentPolicy.FULL), new Treatment(false, ContentPolicy.NONE));
    sink.onSpanEnd(FakeSpan.of(1, DATA));
    assertThat(sink.render(AMPLE)).isTrue();
    treat(sink, new Treatment(true, ContentPolicy.FULL), new Treatment(true, ContentPolicy.NONE));
    sink.onSpanEnd(FakeSpan.of(2, DATA).ending(Samples.trace(2)));
    sink.close(AMPLE);

    assertThat(otlp.spans()).extracting(SpanRecord::name).containsExactly("span 2");
    assertThat(texts(otlp)).containsExactly(false);
    Accounting.addUp(sink.metrics());
  }

  @Test
  void exporterThatIsAdded_getsWhatFollows() {
    BatchSpanSink sink = sink(null);
    CollectingExporter console = new CollectingExporter();

    end(sink, 1);
    sink.steering().addExporter(exporter(console, "console", ContentPolicy.REDACTED));
    end(sink, 2);
    sink.close(AMPLE);

    assertThat(console.spans()).extracting(SpanRecord::name).containsExactly("span 2");
    assertThat(texts(console)).containsExactly(true);
  }

  @Test
  void sampling_changesForTracesThatHaveNotBegun() {
    BatchSpanSink sink = sink(null);

    end(sink, 1);
    sink.steering().sample(SamplingSettings.head(0), Set::of);
    end(sink, 2);
    sink.close(AMPLE);

    assertThat(file.spans()).hasSize(1);
    assertThat(sink.metrics().sampling().spansSampledOut()).isEqualTo(1);
  }

  private void treat(BatchSpanSink sink, Treatment ofFile, Treatment ofOtlp) {
    sink.steering()
        .treatExporters(
            name -> name.equals("file") ? ofFile : ofOtlp, PipelineSteeringTest::renderer);
  }

  private static SpanRenderer renderer(ContentPolicy policy) {
    return new SpanRenderer(RenderSettings.defaults().withContent(policy));
  }

  private static void end(BatchSpanSink sink, int n) {
    sink.onSpanEnd(FakeSpan.of(n, DATA));
    assertThat(sink.forceFlush(AMPLE)).isTrue();
  }

  private static List<Boolean> texts(CollectingExporter exporter) {
    return exporter.spans().stream().map(span -> span.data().toString().contains("hello")).toList();
  }

  private static SamplingSettings rules() {
    return new SamplingSettings(
        0.999, true, null, null, Map.of(), 100, 1 << 20, Duration.ofMinutes(1));
  }

  private BatchSpanSink sink(SamplingSettings sampling) {
    PipelineSpec spec =
        new PipelineSpec(
            BatchSettings.defaults(),
            PipelineSteeringTest::renderer,
            List.of(
                exporter(file, "file", ContentPolicy.FULL),
                exporter(otlp, "otlp", ContentPolicy.NONE)),
            List.of(),
            sampling);
    return new BatchSpanSink(spec, log::add);
  }

  private static ExporterSpec exporter(
      CollectingExporter exporter, String name, ContentPolicy content) {
    return new ExporterSpec(name, () -> exporter, true, content, DeliverySettings.defaults());
  }
}
