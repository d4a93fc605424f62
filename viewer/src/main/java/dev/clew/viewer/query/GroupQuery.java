// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.util.Set;

/**
 * Asks for figures of the values of one field.
 *
 * <p>Times are rounded outwards to whole minutes: a store may keep figures by the minute.
 *
 * @param field {@link dev.clew.viewer.model.Facet#ALL} for one group of all traces
 * @param values only these; empty for all
 * @param bucketNanos the width of the intervals of a series in whole minutes, or 0 for none
 * @param limit of the groups, the most frequent first
 */
public record GroupQuery(
    String field, Selection selection, Set<String> values, long bucketNanos, int limit) {

  public static final long MINUTE = 60_000_000_000L;

  public static GroupQuery of(String field, Selection selection, int limit) {
    return new GroupQuery(field, selection, Set.of(), 0, limit);
  }

  public GroupQuery only(Set<String> those) {
    return new GroupQuery(field, selection, those, bucketNanos, limit);
  }

  public GroupQuery every(long nanos) {
    return new GroupQuery(field, selection, values, nanos, limit);
  }

  /** The selection, with its times rounded outwards to whole minutes. */
  public Selection minutes() {
    return new Selection(
        selection.filter(),
        selection.from() == null ? null : (Long) (fromMinute() * MINUTE),
        selection.to() == null ? null : (Long) (toMinute() * MINUTE),
        selection.ids());
  }

  /** The first minute since 1970, or the earliest there is. */
  public long fromMinute() {
    return selection.from() == null ? 0 : Math.floorDiv(selection.from(), MINUTE);
  }

  /** The minute after the last one. */
  public long toMinute() {
    Long to = selection.to();
    return to == null ? Long.MAX_VALUE / MINUTE : -Math.floorDiv(-to, MINUTE);
  }
}
