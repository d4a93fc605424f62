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
        metrics.totalDropped()
            + metrics.exporters().stream().mapToLong(ExporterMetrics::spansLost).sum());
    figures.put("dropped_content", sum(metrics.contentLost()));
    figures.put(
        "export_failures", metrics.exporters().stream().mapToLong(ExporterMetrics::failures).sum());
    for (ExporterMetrics exporter : metrics.exporters()) {
      String name = "exporter." + exporter.name();
      figures.put(name + ".healthy", exporter.isHealthy() ? 1 : 0);
      figures.put(name + ".spans", exporter.spansExported());
      figures.put(name + ".lost", exporter.spansLost());
      figures.put(name + ".failures", exporter.failures());
      figures.put(name + ".spooled", exporter.spool().spansWaiting());
    }
    return figures;
  }

  /** Returns how many exporters deliver nothing at the moment. */
  static long unhealthy(PipelineMetrics metrics) {
    return metrics.exporters().stream().filter(exporter -> !exporter.isHealthy()).count();
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
