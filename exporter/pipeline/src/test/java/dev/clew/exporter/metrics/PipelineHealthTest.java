// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.DropReason;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.delivery.ExporterMetrics.Breaker;
import dev.clew.exporter.delivery.LossReason;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.UnresponsiveClasses;
import dev.clew.exporter.sampling.SamplingMetrics;
import dev.clew.exporter.spool.SpoolMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineHealthTest {
  private static final PipelineMetrics PIPELINE =
      new PipelineMetrics(
          1000,
          100,
          7,
          Map.of(DropReason.QUEUE_FULL, 11L, DropReason.CLOSED, 0L),
          2,
          Map.of(ContentLoss.QUEUE_BYTES, 3L),
          new SamplingMetrics(21, 22, 23, 24, 25),
          new UnresponsiveClasses.Metrics(26, 27, 28),
          List.of(
              new ExporterMetrics(
                  "otlp",
                  31,
                  32,
                  Map.of(LossReason.REFUSED, 33L),
                  34,
                  35,
                  Map.of(),
                  36,
                  37,
                  Breaker.OPEN,
                  38,
                  39,
                  new SpoolMetrics(32, 41, 42, 43, 44, 45),
                  "failed",
                  46,
                  47,
                  48)));

  private final List<MetricFamily> metrics = PipelineHealth.of(PIPELINE);

  @Test
  void everyFigureOfThePipeline_isShown() {
    assertThat(single("clew.pipeline.spans.ended")).isEqualTo(1000);
    assertThat(single("clew.pipeline.traces.ended")).isEqualTo(100);
    assertThat(single("clew.pipeline.queued")).isEqualTo(7);
    assertThat(single("clew.pipeline.traces.dropped")).isEqualTo(2);
    assertThat(single("clew.sampling.spans.out")).isEqualTo(21);
    assertThat(single("clew.sampling.traces.out")).isEqualTo(22);
    assertThat(single("clew.sampling.traces.by_rule")).isEqualTo(23);
    assertThat(single("clew.sampling.traces.early")).isEqualTo(24);
    assertThat(single("clew.sampling.spans.waiting")).isEqualTo(25);
    assertThat(single("clew.pipeline.unresponsive.calls")).isEqualTo(26);
    assertThat(single("clew.pipeline.unresponsive.classes")).isEqualTo(27);
    assertThat(single("clew.pipeline.stuck_threads")).isEqualTo(28);
  }

  @Test
  void everyFigureOfAnExporter_isShown() {
    assertThat(single("clew.exporter.spans.exported")).isEqualTo(31);
    assertThat(single("clew.exporter.spans.spooled")).isEqualTo(32);
    assertThat(single("clew.exporter.traces.exported")).isEqualTo(34);
    assertThat(single("clew.exporter.traces.spooled")).isEqualTo(35);
    assertThat(single("clew.exporter.failures")).isEqualTo(36);
    assertThat(single("clew.exporter.retries")).isEqualTo(37);
    assertThat(single("clew.exporter.queue.batches")).isEqualTo(38);
    assertThat(single("clew.exporter.queue.size")).isEqualTo(39);
    assertThat(single("clew.exporter.spool.sent")).isEqualTo(41);
    assertThat(single("clew.exporter.spool.expired")).isEqualTo(42);
    assertThat(single("clew.exporter.spool.refused")).isEqualTo(43);
    assertThat(single("clew.exporter.spool.waiting")).isEqualTo(44);
    assertThat(single("clew.exporter.spool.size")).isEqualTo(45);
  }

  @Test
  void losses_areShownByReasonWithTheirZeros() {
    assertThat(MetricValues.singles(metrics, "clew.pipeline.spans.dropped"))
        .isEqualTo(
            Map.of(
                Map.of("clew.reason", "queue_full"), 11.0, Map.of("clew.reason", "closed"), 0.0));
    assertThat(MetricValues.singles(metrics, "clew.exporter.spans.lost"))
        .hasSize(LossReason.values().length)
        .containsEntry(Map.of("clew.exporter", "otlp", "clew.reason", "refused"), 33.0)
        .containsEntry(Map.of("clew.exporter", "otlp", "clew.reason", "spool_failed"), 0.0);
  }

  @Test
  void breaker_isOneForItsState() {
    assertThat(MetricValues.singles(metrics, "clew.exporter.breaker"))
        .isEqualTo(
            Map.of(
                Map.of("clew.exporter", "otlp", "clew.breaker.state", "closed"), 0.0,
                Map.of("clew.exporter", "otlp", "clew.breaker.state", "open"), 1.0,
                Map.of("clew.exporter", "otlp", "clew.breaker.state", "half_open"), 0.0));
  }

  private double single(String name) {
    assertThat(MetricValues.singles(metrics, name)).hasSize(1);
    return MetricValues.singles(metrics, name).values().iterator().next();
  }
}
