// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;

/** A metric that sums up values. */
final class Counter implements Metric {
  private final Instrument instrument;
  private final SeriesTable<Cell> series;

  Counter(Instrument instrument, int maxSeries) {
    this.instrument = instrument;
    this.series = new SeriesTable<>(maxSeries, Cell::new);
  }

  private static final class Cell {
    private double sum;
  }

  @Override
  public synchronized void record(Labels labels, double value) {
    // A counter that decreases looks like one that was reset, and everything would be counted
    // twice.
    if (value >= 0 && Double.isFinite(value)) {
      series.cell(labels).sum += value;
    }
  }

  @Override
  public synchronized MetricFamily snapshot() {
    return new MetricFamily(
        instrument, series.points((labels, cell) -> new Point.Single(labels, cell.sum)));
  }

  @Override
  public synchronized long overflowed() {
    return series.overflowed();
  }
}
