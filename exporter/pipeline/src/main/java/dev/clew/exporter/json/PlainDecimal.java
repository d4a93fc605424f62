// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import org.jspecify.annotations.Nullable;

/**
 * Formats doubles that are decimals with up to nine fractional digits, such as prices, temperatures
 * and milliseconds.
 *
 * <p>The general algorithm for the shortest decimal took more than a tenth of the cost of a call's
 * JSON. These doubles do not need it: two decimals of up to 15 digits are never the same double, so
 * if one equals the double, it is the shortest.
 */
final class PlainDecimal {
  private static final int SCALE_INTEGER = 1_000_000_000;
  private static final double SCALE = SCALE_INTEGER;
  private static final double MAX_SCALED = 1e15;

  private PlainDecimal() {}

  /** Returns the shortest decimal for {@code value}, or null if this class does not cover it. */
  static @Nullable String of(double value) {
    double scaled = Math.rint(value * SCALE);
    // Both are integers and exact, so the quotient is the double nearest to the decimal.
    if (!(Math.abs(scaled) < MAX_SCALED) || scaled == 0 || scaled / SCALE != value) {
      return null;
    }
    return text((long) scaled);
  }

  private static String text(long billionths) {
    long absolute = Math.abs(billionths);
    int fraction = (int) (absolute % SCALE_INTEGER);
    StringBuilder text = new StringBuilder(24);
    if (billionths < 0) {
      text.append('-');
    }
    text.append(absolute / SCALE_INTEGER);
    int point = text.length();
    text.append(SCALE_INTEGER + fraction).setCharAt(point, '.'); // in place of the leading 1
    int end = text.length();
    while (end > point + 2 && text.charAt(end - 1) == '0') {
      end--;
    }
    text.setLength(end);
    return text.toString();
  }
}
