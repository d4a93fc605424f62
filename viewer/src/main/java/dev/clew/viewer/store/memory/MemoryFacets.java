// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.memory;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.store.GroupSums;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore.ValueCount;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** The values that some traces have of one field. */
final class MemoryFacets {

  private final String field;

  MemoryFacets(String field) {
    this.field = field;
  }

  private void each(MemoryTrace trace, BiConsumer<String, Figures> value) {
    trace
        .digest()
        .facets()
        .forEach(
            (Facet facet, Figures figures) -> {
              if (facet.field().equals(field)) {
                value.accept(facet.value(), figures);
              }
            });
  }

  List<ValueCount> values(List<MemoryTrace> traces, String contains, int limit) {
    Map<String, Long> counts = new HashMap<>();
    String folded = contains.toLowerCase(Locale.ROOT);
    for (MemoryTrace trace : traces) {
      each(
          trace,
          (value, figures) -> {
            if (value.toLowerCase(Locale.ROOT).contains(folded)) {
              counts.merge(value, 1L, Long::sum);
            }
          });
    }
    return counts.entrySet().stream()
        .map(entry -> new ValueCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(ValueCount::traces)
                .reversed()
                .thenComparing(ValueCount::value))
        .limit(limit)
        .toList();
  }

  Groups groups(List<MemoryTrace> traces, GroupQuery query) {
    GroupSums sums = new GroupSums(query);
    for (MemoryTrace trace : traces) {
      long start = trace.digest().row().startNanos();
      each(trace, (value, figures) -> sums.add(value, start, figures));
    }
    return sums.groups(1);
  }
}
