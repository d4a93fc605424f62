// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import java.math.BigDecimal;

/** Numbers as both formats take them. */
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
   * Returns the upper end of a bucket in OpenMetrics' one form for it. Since it is part of what
   * identifies a series, both formats have to show the same.
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
