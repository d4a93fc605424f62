// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.util.Locale;

/** Formats durations and counts for people. */
final class Durations {
  private Durations() {}

  static String format(long nanos, TreeSymbols symbols) {
    if (nanos < 1_000_000) {
      return nanos / 1_000 + " " + symbols.micro();
    }
    if (nanos < 999_500_000) {
      return (nanos + 500_000) / 1_000_000 + " ms";
    }
    if (nanos < 59_995_000_000L) {
      return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
    long seconds = (nanos + 500_000_000) / 1_000_000_000;
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d m", seconds / 3_600, seconds % 3_600 / 60);
  }

  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  static String plural(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }
}
