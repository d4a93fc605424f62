// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import java.math.BigDecimal;

/** Formats numbers for both text formats. */
final class NumberText {
  private static final double EXACT = 1L << 53;

  private NumberText() {}

  static String value(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    if (value == Double.NEGATIVE_INFINITY) {
      return "-Inf";
    }
    return Math.rint(value) == value && Math.abs(value) <= EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * Returns the upper bound of a bucket in the single form that OpenMetrics allows. It is part of
   * the series' identity, so both formats must use the same one.
   */
  static String bound(double bound) {
    if (bound == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    BigDecimal exact = new BigDecimal(Double.toString(bound)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (bound == 0 || (exponent >= -4 && exponent < 6)) {
      String plain = exact.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = exact.unscaledValue().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return "%s%se%s%02d"
        .formatted(digits.charAt(0), fraction, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
