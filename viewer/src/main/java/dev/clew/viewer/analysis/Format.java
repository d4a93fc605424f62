// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import java.util.Locale;

/**
 * Formats figures for people: 8 ms, 1.10 s, 18.2 s, 2 m 04 s; 1,771 then 12.4k; $0.000345. A
 * no-break space joins figure and unit.
 */
public final class Format {

  private static final char NB = '\u00a0';

  private Format() {}

  public static String duration(long nanos) {
    double ms = nanos / 1e6;
    if (ms < 0.0995) {
      return "<0.1" + NB + "ms";
    }
    if (ms < 1) {
      return Math.round(ms * 1000) + "" + NB + "µs";
    }
    if (ms < 999.5) {
      return Math.round(ms) + "" + NB + "ms";
    }
    double s = ms / 1000;
    if (s < 9.995) {
      return String.format(Locale.ROOT, "%.2f", s) + NB + "s";
    }
    if (s < 59.95) {
      return String.format(Locale.ROOT, "%.1f", s) + NB + "s";
    }
    long whole = Math.round(s);
    if (whole < 3600) {
      return pair(whole / 60, "m", whole % 60, "s");
    }
    return pair(whole / 3600, "h", whole % 3600 / 60, "m");
  }

  private static String pair(long big, String bigUnit, long small, String smallUnit) {
    return "" + big + NB + bigUnit + NB + (small < 10 ? "0" : "") + small + NB + smallUnit;
  }

  /** With three significant digits. */
  public static String cost(double dollars) {
    double a = Math.abs(dollars);
    if (a == 0) {
      return "$0";
    }
    int digits = a >= 1 ? 2 : a >= 0.01 ? 3 : Math.min(7, 2 - (int) Math.floor(Math.log10(a)));
    return (dollars < 0 ? "−$" : "$") + String.format(Locale.ROOT, "%." + digits + "f", a);
  }

  public static String tokens(long count) {
    if (count < 10_000) {
      return number(count);
    }
    if (count < 1_000_000) {
      return String.format(Locale.ROOT, count < 100_000 ? "%.1fk" : "%.0fk", count / 1000.0);
    }
    return String.format(Locale.ROOT, "%.2fM", count / 1e6);
  }

  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  public static String percent(long part, long whole) {
    return percent((double) part, (double) whole);
  }

  public static String percent(double part, double whole) {
    double share = whole <= 0 ? 0 : part / whole * 100;
    return (share > 0 && share < 1 ? "<1" : String.valueOf(Math.round(share))) + NB + "%";
  }

  public static String plural(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
