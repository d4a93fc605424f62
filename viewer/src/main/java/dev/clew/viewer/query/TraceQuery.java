// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of traces.
 *
 * @param cursor of the previous page, or null for the first
 */
public record TraceQuery(
    Selection selection, Sort sort, boolean descending, int limit, @Nullable Cursor cursor) {

  /** The sort orders of a list. */
  public enum Sort {
    START,
    DURATION,
    TOKENS,
    COST,
    NAME,
    ERRORS,
    SPANS;

    public static Optional<Sort> of(String name) {
      return Arrays.stream(values())
          .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }
  }

  public static TraceQuery latest(Selection selection, int limit) {
    return new TraceQuery(selection, Sort.START, true, limit, null);
  }

  public TraceQuery after(@Nullable Cursor next) {
    return new TraceQuery(selection, sort, descending, limit, next);
  }

  /** True if running traces come before all others. */
  public boolean runningFirst() {
    return sort == Sort.START && descending;
  }
}
