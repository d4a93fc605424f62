// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.memory;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Applies a selection to one trace. */
final class FilterMatcher {

  private final TraceRow row;
  private final Map<Facet, Figures> facets;
  private final Supplier<List<List<String>>> words;

  /**
   * @param words of the spans whose text is indexed, separately for each span
   */
  FilterMatcher(TraceRow row, Map<Facet, Figures> facets, Supplier<List<List<String>>> words) {
    this.row = row;
    this.facets = facets;
    this.words = words;
  }

  boolean matches(Selection selection) {
    return (selection.from() == null || row.startNanos() >= selection.from())
        && (selection.to() == null || row.startNanos() < selection.to())
        && (selection.ids() == null || selection.ids().contains(row.id()))
        && matches(selection.filter());
  }

  private boolean matches(Filter filter) {
    if (filter instanceof Filter.And and) {
      return and.terms().stream().allMatch(this::matches);
    }
    if (filter instanceof Filter.Not not) {
      return !matches(not.term());
    }
    if (filter instanceof Filter.Compare compare) {
      return compare.order().holds(compare.field().of(row), compare.number());
    }
    if (filter instanceof Filter.Match match) {
      return match(match);
    }
    if (filter instanceof Filter.Present present) {
      return facets.keySet().stream().anyMatch(facet -> facet.field().equals(present.field()));
    }
    if (filter instanceof Filter.Text text) {
      return words.get().stream().anyMatch(each -> Words.contain(each, text.words()));
    }
    Filter.IdPrefix id = (Filter.IdPrefix) filter;
    return row.id().startsWith(id.prefix()) || matches(id.orElse());
  }

  private boolean match(Filter.Match match) {
    if (match.field().equals("id")) {
      return match.values().stream()
          .anyMatch(value -> match.exact() ? row.id().equals(value) : row.id().startsWith(value));
    }
    return facets.keySet().stream()
        .anyMatch(
            facet ->
                (facet.field().equals(match.field())
                        || (match.field().equals("error")
                            && facet.field().equals(Facet.ERROR_MESSAGE)))
                    && has(match, facet.value().toLowerCase(Locale.ROOT)));
  }

  private static boolean has(Filter.Match match, String folded) {
    return match.values().stream()
        .anyMatch(value -> match.exact() ? folded.equals(value) : folded.contains(value));
  }
}
