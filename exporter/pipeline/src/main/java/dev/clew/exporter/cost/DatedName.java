// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Model names that end with a release date, which some providers write without dashes. */
final class DatedName {
  private static final Pattern DAY =
      Pattern.compile("-(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=-|:|$)");

  private DatedName() {}

  /** Returns {@code gpt-4o-2024-08-06} for {@code gpt-4o-20240806}. */
  static String withDashes(String name) {
    return DAY.matcher(name).replaceAll(day -> isDay(day) ? "-$1-$2-$3" : "$0");
  }

  private static boolean isDay(MatchResult day) {
    try {
      LocalDate.of(number(day, 1), number(day, 2), number(day, 3));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int number(MatchResult day, int group) {
    return Integer.parseInt(day.group(group));
  }
}
