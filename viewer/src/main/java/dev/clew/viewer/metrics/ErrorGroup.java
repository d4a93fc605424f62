// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Failures that are one error to a person.
 *
 * @param id eight hexadecimal digits; {@code fingerprint:<id>} finds its traces
 * @param message without what differs from call to call
 * @param place the application's method, or the name of the span
 */
public record ErrorGroup(String id, String type, String message, String place, Groups.Group group) {

  private static final int ID = 8;
  private static final int MOST_ENDED = 10_000;
  private static final String BEFORE_PLACE = " · ";

  /**
   * All errors of the selected traces.
   *
   * @param traces how many traces were selected
   * @param ended how many of them an error ended, by its id
   * @param oneIn see {@link Groups#oneIn}
   */
  public record Overview(
      List<ErrorGroup> errors, boolean more, long traces, Map<String, Long> ended, int oneIn) {

    /** How many traces ended in an error; the others with it went on. */
    public long ended(ErrorGroup error) {
      long with = error.group.figures().get(Figures.Sum.TRACES);
      return Math.min(with, ended.getOrDefault(error.id, 0L));
    }

    /** The part of the selected traces that has an error, from 0 to 1. */
    public double share(ErrorGroup error) {
      long with = error.group.figures().get(Figures.Sum.TRACES);
      return traces == 0 ? 0 : Math.min(1, with / (double) traces);
    }
  }

  /**
   * Finds them, the most frequent first.
   *
   * @param bucketNanos of their course over time, or 0
   */
  public static Overview all(TraceStore store, Selection selection, long bucketNanos, int limit) {
    Groups groups = store.groups(GroupQuery.of("fingerprint", selection, limit).every(bucketNanos));
    return new Overview(
        groups.groups().stream().map(ErrorGroup::of).toList(),
        groups.more(),
        traces(store, selection),
        ended(store, selection),
        groups.oneIn());
  }

  private static Map<String, Long> ended(TraceStore store, Selection selection) {
    Map<String, Long> ended = new HashMap<>();
    for (Groups.Group group :
        store.groups(GroupQuery.of(Facet.ENDED, selection, MOST_ENDED)).groups()) {
      ended.put(group.value(), group.figures().get(Figures.Sum.TRACES));
    }
    return ended;
  }

  /** How many traces a selection has, of whole minutes as groups are. */
  static long traces(TraceStore store, Selection selection) {
    return store.groups(GroupQuery.of(Facet.ALL, selection, 1)).groups().stream()
        .mapToLong(group -> group.figures().get(Figures.Sum.TRACES))
        .sum();
  }

  /** Of a value of the field {@code fingerprint}. */
  static ErrorGroup of(Groups.Group group) {
    String value = group.value();
    String text = value.length() > ID ? value.substring(ID + 1) : value;
    int colon = text.indexOf(": ");
    int place = text.lastIndexOf(BEFORE_PLACE);
    if (value.length() <= ID || colon < 0 || place < colon) {
      return new ErrorGroup(value, value, "", "", group);
    }
    return new ErrorGroup(
        value.substring(0, ID).toLowerCase(Locale.ROOT),
        text.substring(0, colon),
        text.substring(Math.min(place, colon + 2), place),
        text.substring(place + BEFORE_PLACE.length()),
        group);
  }
}
