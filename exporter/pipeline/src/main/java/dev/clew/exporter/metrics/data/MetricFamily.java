// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.data;

import java.util.List;

/** A metric with all its series, as of one moment. */
public record MetricFamily(Instrument instrument, List<Point> points) {
  public MetricFamily {
    points = List.copyOf(points);
  }

  /** Returns a metric with one series, without labels. */
  public static MetricFamily of(Instrument instrument, long value) {
    return new MetricFamily(instrument, List.of(Point.Single.of(Labels.NONE, value)));
  }
}
