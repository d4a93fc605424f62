// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

/**
 * The cost of a call in US dollars.
 *
 * @param cacheSavings what the cache saved minus the cost of filling it; negative if a call only
 *     filled it
 */
record Cost(double input, double output, double total, double cacheSavings) {
  private static final double ROUNDING = 1e12;

  Cost plus(Cost other) {
    return new Cost(
        input + other.input,
        output + other.output,
        total + other.total,
        cacheSavings + other.cacheSavings);
  }

  /** Returns {@code dollars} without the last digits, which are rounding errors. */
  static double rounded(double dollars) {
    double rounded = Math.rint(dollars * ROUNDING) / ROUNDING;
    return Double.isFinite(rounded) ? rounded + 0.0 : dollars;
  }
}
