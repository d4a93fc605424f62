// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.SpanData;
import dev.clew.exporter.Samples;
import dev.clew.exporter.metrics.data.MetricFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the page for users against what there is. */
class MetricsPageTest {
  @Test
  void page_tellsEveryMetricAndLabel() throws IOException {
    SpanMetrics spans = new SpanMetrics(100);
    for (SpanData data : Samples.allData()) {
      spans.accept(Samples.span(2, data));
      spans.accept(
          MeasuredSpans.priced(
              data, Map.of("clew.cost.total", 0.5, "clew.cost.cache_savings", 0.1)));
    }
    spans.accept(Samples.trace(1));
    List<MetricFamily> all = PipelineStub.metrics(spans).collect();
    String page = Files.readString(Path.of("..", "..", "docs", "metrics.md"));

    assertThat(all).hasSizeGreaterThan(25);
    for (MetricFamily family : all) {
      assertThat(page).contains("`" + family.instrument().name() + "`");
      family
          .points()
          .forEach(
              point ->
                  point
                      .labels()
                      .values()
                      .keySet()
                      .forEach(label -> assertThat(page).contains("`" + label + "`")));
    }
  }
}
