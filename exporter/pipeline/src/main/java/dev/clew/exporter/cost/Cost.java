// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

/**
 * What a call cost, in US dollars.
 *
 * @param cacheSavings what the cache saved less what it cost to fill it; below zero if a call only
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

  /** Returns {@code dollars} without the last digits, which are nothing but noise of doubles. */
  static double rounded(double dollars) {
    double rounded = Math.rint(dollars * ROUNDING) / ROUNDING;
    return Double.isFinite(rounded) ? rounded + 0.0 : dollars;
  }
}
