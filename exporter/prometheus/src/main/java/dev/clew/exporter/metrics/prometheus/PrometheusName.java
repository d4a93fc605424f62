// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Instrument.Kind;
import java.util.Map;

/**
 * The name of a metric in Prometheus, by OpenTelemetry's rules: with its unit, and with {@code
 * _total} if it only grows.
 *
 * @param family without {@code _total}, as OpenMetrics requires it in descriptions
 * @param unit the unit as it appears in the name, or empty
 */
record PrometheusName(String family, String unit, Kind kind) {
  private static final Map<String, String> UNITS =
      Map.of("s", "seconds", "ms", "milliseconds", "By", "bytes", "1", "ratio");

  static PrometheusName of(Instrument instrument) {
    String unit = unit(instrument);
    String name = sanitized(instrument.name());
    if (!unit.isEmpty() && !name.endsWith("_" + unit)) {
      name += "_" + unit;
    }
    return new PrometheusName(name, unit, instrument.kind());
  }

  /** Returns the name under which values are shown; histograms append further suffixes. */
  String sample() {
    return kind == Kind.COUNTER ? family + "_total" : family;
  }

  static String label(String name) {
    return sanitized(name);
  }

  private static String unit(Instrument instrument) {
    String unit = instrument.unit();
    if (unit.startsWith("{") || (unit.equals("1") && instrument.kind() != Kind.GAUGE)) {
      return ""; // the name already says what is counted
    }
    return UNITS.getOrDefault(unit, sanitized(unit));
  }

  private static String sanitized(String name) {
    String clean = name.replaceAll("[^a-zA-Z0-9_]+", "_").replaceAll("_{2,}", "_");
    return !clean.isEmpty() && Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
  }
}
