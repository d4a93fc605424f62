// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * Whole minutes, hours or days since 1970 (UTC).
 *
 * @param level 0 for minutes, 1 for hours, 2 for days
 * @param from the first
 * @param to the one after the last
 */
record Period(int level, long from, long to) {

  static final int LEVELS = 3;
  private static final long[] MINUTES = {1, 60, 1440};
  private static final long MINUTE_NANOS = 60_000_000_000L;

  /** The number of the period of a level in which a time in nanoseconds lies. */
  static long of(int level, long nanos) {
    return Math.floorDiv(nanos, nanos(level));
  }

  /** The length of a period. */
  static long nanos(int level) {
    return MINUTES[level] * MINUTE_NANOS;
  }

  /** The highest level whose periods fill intervals of that length. */
  static int levelFor(long nanos) {
    int level = LEVELS - 1;
    while (level > 0 && nanos % nanos(level) != 0) {
      level--;
    }
    return level;
  }

  /** As few periods as possible that make up the minutes from one to before another. */
  static List<Period> cover(long fromMinute, long toMinute) {
    List<Period> periods = new ArrayList<>();
    cover(LEVELS - 1, fromMinute, toMinute, periods);
    return periods;
  }

  private static void cover(int level, long from, long to, List<Period> periods) {
    long length = MINUTES[level];
    long first = -Math.floorDiv(-from, length);
    long last = Math.floorDiv(to, length);
    if (first >= last) {
      if (level > 0) {
        cover(level - 1, from, to, periods);
      }
      return;
    }
    periods.add(new Period(level, first, last));
    if (level > 0) {
      cover(level - 1, from, first * length, periods);
      cover(level - 1, last * length, to, periods);
    }
  }
}
