// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.metrics.data.MetricFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All metrics there are: those of the application's calls and those of Clew itself. */
public final class ClewMetrics {
  private final SpanMetrics spans;
  private final Supplier<PipelineMetrics> pipeline;
  private final Instant start;

  /**
   * Combines both.
   *
   * @param start since when things are counted
   */
  public ClewMetrics(SpanMetrics spans, Supplier<PipelineMetrics> pipeline, Instant start) {
    this.spans = spans;
    this.pipeline = pipeline;
    this.start = start;
  }

  /** Returns the metrics as they are now. */
  public List<MetricFamily> collect() {
    List<MetricFamily> families = new ArrayList<>(spans.collect());
    families.addAll(PipelineHealth.of(pipeline.get()));
    return families;
  }

  /** Returns since when things are counted. */
  public Instant start() {
    return start;
  }
}
