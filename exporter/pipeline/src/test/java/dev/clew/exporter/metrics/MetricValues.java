// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics in a form that is easy to compare. */
final class MetricValues {
  private MetricValues() {}

  /** Returns the values of a counter or gauge by labels. */
  static Map<Map<String, String>, Double> singles(List<MetricFamily> all, String name) {
    Map<Map<String, String>, Double> values = new LinkedHashMap<>();
    for (Point point : family(all, name).points()) {
      values.put(point.labels().values(), ((Point.Single) point).value());
    }
    return values;
  }

  /** Returns the sums of a histogram by labels. */
  static Map<Map<String, String>, Double> sums(List<MetricFamily> all, String name) {
    Map<Map<String, String>, Double> values = new LinkedHashMap<>();
    for (Point point : family(all, name).points()) {
      values.put(point.labels().values(), ((Point.Distribution) point).sum());
    }
    return values;
  }

  static MetricFamily family(List<MetricFamily> all, String name) {
    return all.stream()
        .filter(family -> family.instrument().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  static List<String> names(List<MetricFamily> all) {
    return all.stream().map(family -> family.instrument().name()).toList();
  }
}
