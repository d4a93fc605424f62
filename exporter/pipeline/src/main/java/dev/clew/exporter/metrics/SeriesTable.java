// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The series of one metric, up to a limit.
 *
 * <p>Beyond the limit, all values with new labels go into one series, so that sums stay correct.
 * Its label is the one that OpenTelemetry's SDKs use for this.
 *
 * @param <C> the accumulator of a series
 */
final class SeriesTable<C> {
  static final Labels OVERFLOW = Labels.of("otel.metric.overflow", "true");

  private final int maxSeries;
  private final Supplier<C> maker;
  private final Map<Labels, C> cells = new LinkedHashMap<>();
  private long overflowed;

  SeriesTable(int maxSeries, Supplier<C> maker) {
    this.maxSeries = maxSeries;
    this.maker = maker;
  }

  C cell(Labels labels) {
    C cell = cells.get(labels);
    if (cell != null) {
      return cell;
    }
    boolean full = cells.size() >= maxSeries;
    overflowed += full ? 1 : 0;
    return cells.computeIfAbsent(full ? OVERFLOW : labels, any -> maker.get());
  }

  /** Returns how many values went into the overflow series. */
  long overflowed() {
    return overflowed;
  }

  List<Point> points(BiFunction<Labels, C, Point> toPoint) {
    List<Point> points = new ArrayList<>(cells.size());
    cells.forEach((labels, cell) -> points.add(toPoint.apply(labels, cell)));
    return points;
  }
}
