// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.data;

import java.util.List;

/**
 * The description of a metric for its readers.
 *
 * @param name in OpenTelemetry's form, such as {@code gen_ai.client.operation.duration}
 * @param unit in UCUM, such as {@code s}, or {@code {call}} for counted things
 * @param whole whether its values are integers
 * @param bounds the upper bounds of a histogram's buckets, without the last one, infinity
 */
public record Instrument(
    String name, Kind kind, String unit, String description, boolean whole, List<Double> bounds) {
  /** How a metric's values relate to earlier ones. */
  public enum Kind {
    /** Only grows. */
    COUNTER,
    /** The current value. */
    GAUGE,
    /** A distribution of values; counts only grow. */
    HISTOGRAM
  }

  public Instrument {
    bounds = List.copyOf(bounds);
  }

  /** Returns a counter with integer values. */
  public static Instrument counter(String name, String unit, String description) {
    return new Instrument(name, Kind.COUNTER, unit, description, true, List.of());
  }

  /** Returns a counter of amounts. */
  public static Instrument sum(String name, String unit, String description) {
    return new Instrument(name, Kind.COUNTER, unit, description, false, List.of());
  }

  /** Returns a gauge with integer values. */
  public static Instrument gauge(String name, String unit, String description) {
    return new Instrument(name, Kind.GAUGE, unit, description, true, List.of());
  }

  /** Returns a histogram with buckets up to each of {@code bounds}. */
  public static Instrument histogram(
      String name, String unit, String description, List<Double> bounds) {
    return new Instrument(name, Kind.HISTOGRAM, unit, description, false, bounds);
  }
}
