// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.metrics.data.MetricFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All metrics: those of the application's calls and those of Clew itself. */
public final class ClewMetrics {
  private final SpanMetrics spans;
  private final Supplier<PipelineMetrics> pipeline;
  private final Instant start;

  /**
   * Combines both.
   *
   * @param start the time since which metrics accumulate
   */
  public ClewMetrics(SpanMetrics spans, Supplier<PipelineMetrics> pipeline, Instant start) {
    this.spans = spans;
    this.pipeline = pipeline;
    this.start = start;
  }

  /** Returns the current values of the metrics. */
  public List<MetricFamily> collect() {
    List<MetricFamily> families = new ArrayList<>(spans.collect());
    families.addAll(PipelineHealth.of(pipeline.get()));
    return families;
  }

  /** Returns the time since which metrics accumulate. */
  public Instant start() {
    return start;
  }
}
