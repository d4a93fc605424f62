// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.util.Arrays;

/** A metric that counts values by size. */
final class Histogram implements Metric {
  private final Instrument instrument;
  private final double[] bounds;
  private final SeriesTable<Cell> series;

  Histogram(Instrument instrument, int maxSeries) {
    this.instrument = instrument;
    this.bounds = instrument.bounds().stream().mapToDouble(Double::doubleValue).toArray();
    this.series = new SeriesTable<>(maxSeries, () -> new Cell(bounds.length + 1));
  }

  private static final class Cell {
    private final long[] counts;
    private double sum;

    Cell(int buckets) {
      counts = new long[buckets];
    }
  }

  @Override
  public synchronized void record(Labels labels, double value) {
    if (value >= 0 && Double.isFinite(value)) {
      Cell cell = series.cell(labels);
      cell.counts[bucket(value)]++;
      cell.sum += value;
    }
  }

  /** A value equal to the upper bound of a bucket belongs to that bucket. */
  private int bucket(double value) {
    int at = Arrays.binarySearch(bounds, value);
    return at >= 0 ? at : -at - 1;
  }

  @Override
  public synchronized MetricFamily snapshot() {
    return new MetricFamily(
        instrument,
        series.points(
            (labels, cell) ->
                new Point.Distribution(
                    labels, Arrays.stream(cell.counts).boxed().toList(), cell.sum)));
  }

  @Override
  public synchronized long overflowed() {
    return series.overflowed();
  }
}
