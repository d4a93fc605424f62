// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pipeline's counters since the start, under the trace format's names. */
final class PipelineFigures {
  private PipelineFigures() {}

  static Map<String, Number> of(PipelineMetrics metrics, long queueCapacity) {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("queued", metrics.spansQueued());
    figures.put("queue_capacity", queueCapacity);
    figures.put("spans", metrics.spansEnded());
    figures.put(
        "dropped_spans",
        sum(metrics.spansDropped())
            + metrics.exporters().stream().mapToLong(ExporterMetrics::spansLost).sum());
    figures.put("dropped_content", sum(metrics.contentLost()));
    figures.put(
        "export_failures", metrics.exporters().stream().mapToLong(ExporterMetrics::failures).sum());
    return figures;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
