// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.StoreStatistics;
import dev.clew.viewer.store.Totals;
import dev.clew.viewer.store.TraceStore.ValueCount;
import java.util.List;

/** The state of the store. */
final class Statistics {

  private static final int NAMES = 100;

  private final TraceSearches searches;
  private final TraceSums sums;

  Statistics(TraceSearches searches, TraceSums sums) {
    this.searches = searches;
    this.sums = sums;
  }

  StoreStatistics of(String address, long bytes, long revision, long textPending) {
    Totals totals = sums.totals(Selection.ALL);
    return new StoreStatistics(
        "opensearch",
        address,
        Indices.VERSION,
        bytes,
        totals.traces(),
        totals.spans(),
        totals.running(),
        totals.oldest(),
        totals.newest(),
        revision,
        textPending,
        new StoreStatistics.ContentState(
            sums.contentCalls("redacted"),
            sums.contentCalls("truncated"),
            sums.contentCalls("dropped"),
            sums.contentCalls("withheld")),
        names(Facet.PRICE_SOURCE),
        names(Facet.UNPRICED));
  }

  private List<String> names(String field) {
    return searches.values(field, "", Selection.ALL, NAMES).stream()
        .map(ValueCount::value)
        .sorted()
        .toList();
  }
}
