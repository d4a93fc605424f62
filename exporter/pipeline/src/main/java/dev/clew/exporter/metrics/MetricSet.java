// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.util.ArrayList;
import java.util.List;

/** The metrics derived from spans, in display order. */
final class MetricSet {
  private static final Instrument OVERFLOW =
      Instrument.counter(
          "clew.metrics.overflow",
          "{measurement}",
          "Measurements without a series of their own because the metric had too many.");

  private final int maxSeries;
  private final List<Metric> metrics = new ArrayList<>();

  MetricSet(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  Metric add(Instrument instrument) {
    Metric metric =
        switch (instrument.kind()) {
          case COUNTER -> new Counter(instrument, maxSeries);
          case HISTOGRAM -> new Histogram(instrument, maxSeries);
          case GAUGE -> throw new IllegalArgumentException("a gauge cannot be derived from spans");
        };
    metrics.add(metric);
    return metric;
  }

  /** Returns the metrics that have any series, and one about those that have too many. */
  List<MetricFamily> collect() {
    List<MetricFamily> families = new ArrayList<>();
    List<Point> overflows = new ArrayList<>();
    for (Metric metric : metrics) {
      MetricFamily family = metric.snapshot();
      if (!family.points().isEmpty()) {
        families.add(family);
        Labels labels = Labels.of("clew.metric", family.instrument().name());
        overflows.add(Point.Single.of(labels, metric.overflowed()));
      }
    }
    if (!overflows.isEmpty()) {
      families.add(new MetricFamily(OVERFLOW, overflows));
    }
    return families;
  }
}
