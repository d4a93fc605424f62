// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.model.Figures;
import java.util.List;
import java.util.SortedMap;

/**
 * The answer to a {@link dev.clew.viewer.query.GroupQuery}.
 *
 * @param groups those with the most spans first
 * @param more whether the limit left some out
 * @param oneIn 1 if all traces were counted. Where a filter selects very many, only one in so many
 *     is read, and all sums are multiplied by it
 */
public record Groups(List<Group> groups, boolean more, int oneIn) {

  /**
   * The figures of one value.
   *
   * @param first the start of the first trace with it, nanoseconds since 1970, to the minute
   * @param last of the last one
   * @param series by the start of the interval, nanoseconds since 1970; intervals without traces
   *     are left out
   */
  public record Group(
      String value, Figures figures, long first, long last, SortedMap<Long, Figures> series) {}
}
