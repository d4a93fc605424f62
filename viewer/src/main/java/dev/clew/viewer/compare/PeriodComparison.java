// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of two periods side by side.
 *
 * @param first of all traces of the first
 * @param groups by the values of a field, those of the second period first
 */
public record PeriodComparison(Figures first, Figures second, List<Pair> groups) {

  /** One value; null where the period does not have it. */
  public record Pair(String value, @Nullable Figures first, @Nullable Figures second) {}

  public static PeriodComparison of(
      TraceStore store, String field, Selection one, Selection other, int limit) {
    Map<String, Pair> pairs = new LinkedHashMap<>();
    for (Groups.Group group : store.groups(GroupQuery.of(field, other, limit)).groups()) {
      pairs.put(group.value(), new Pair(group.value(), null, group.figures()));
    }
    for (Groups.Group group : store.groups(GroupQuery.of(field, one, limit)).groups()) {
      Pair pair = pairs.get(group.value());
      pairs.put(
          group.value(),
          new Pair(group.value(), group.figures(), pair == null ? null : pair.second));
    }
    return new PeriodComparison(
        all(store, one), all(store, other), new ArrayList<>(pairs.values()));
  }

  private static Figures all(TraceStore store, Selection selection) {
    return store.groups(GroupQuery.of(Facet.ALL, selection, 1)).groups().stream()
        .findFirst()
        .map(Groups.Group::figures)
        .orElseGet(Figures::new);
  }
}
