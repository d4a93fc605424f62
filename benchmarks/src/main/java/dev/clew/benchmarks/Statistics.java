// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Repeated measurements of one quantity, in order.
 *
 * <p>The machine is shared, so the median is used, and the interquartile range as noise.
 */
record Statistics(List<Double> values) {
  static Statistics of(List<Double> values) {
    return new Statistics(List.copyOf(values));
  }

  /** Returns the difference of each value to the one of the same round in {@code other}. */
  Statistics minus(Statistics other) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
      differences.add(values.get(i) - other.values.get(i));
    }
    return of(differences);
  }

  double median() {
    return quantile(0.5);
  }

  double least() {
    return quantile(0);
  }

  /** Returns half the interquartile range. */
  double noise() {
    return (quantile(0.75) - quantile(0.25)) / 2;
  }

  private double quantile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** Returns median and noise, divided by {@code unit}. */
  String text(double unit, int digits) {
    return String.format(
        Locale.ROOT, "%." + digits + "f ± %." + digits + "f", median() / unit, noise() / unit);
  }

  /** Returns median and noise with a sign, divided by {@code unit}. */
  String difference(double unit, int digits) {
    return String.format(
        Locale.ROOT, "%+." + digits + "f ± %." + digits + "f", median() / unit, noise() / unit);
  }
}
