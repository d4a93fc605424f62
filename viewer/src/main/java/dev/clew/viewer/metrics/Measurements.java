// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.TraceStore;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What metrics are computed from; read when the first of them asks for it. Not thread-safe. */
public final class Measurements {

  private static final long DAY = 86_400_000_000_000L;
  private static final int DAYS = 7;

  private final TraceStore store;
  private final Selection selection;
  private final long now;
  private final Map<Facet, Figures> read = new HashMap<>();

  /**
   * @param now nanoseconds since 1970, the end of a selection that has none
   */
  public Measurements(TraceStore store, Selection selection, long now) {
    this.store = store;
    this.selection = selection;
    this.now = now;
  }

  /** Figures of the traces as a whole. */
  public Figures all() {
    return read(Facet.ALL, "");
  }

  /** Figures of the spans of a type. */
  Figures spans(String type) {
    return read("type", type);
  }

  long loops() {
    return read("finding", "loop").get(Sum.TRACES);
  }

  /** Traces against the mean of the same span of time on the seven days before. */
  OptionalDouble volumeChange() {
    Long from = selection.from();
    if (from == null) {
      return OptionalDouble.empty();
    }
    long to = selection.to() == null ? now : selection.to();
    long before = 0;
    int days = 0;
    for (int i = 1; i <= DAYS; i++) {
      long traces =
          figures(
                  new Selection(selection.filter(), from - i * DAY, to - i * DAY, selection.ids()),
                  Facet.ALL,
                  "")
              .get(Sum.CALLS);
      before += traces;
      days += traces > 0 ? 1 : 0;
    }
    return days == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(all().get(Sum.CALLS) / (before / (double) days));
  }

  private Figures read(String field, String value) {
    return read.computeIfAbsent(new Facet(field, value), facet -> figures(selection, field, value));
  }

  private Figures figures(Selection of, String field, String value) {
    return store.groups(GroupQuery.of(field, of, 1).only(Set.of(value))).groups().stream()
        .findFirst()
        .map(group -> group.figures())
        .orElseGet(Figures::new);
  }
}
