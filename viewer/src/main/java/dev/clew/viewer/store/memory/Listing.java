// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.memory;

import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Histogram;
import dev.clew.viewer.store.StoreStatistics;
import dev.clew.viewer.store.Totals;
import dev.clew.viewer.store.TraceStore.Neighbours;
import dev.clew.viewer.store.TraceStore.TracePage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorts, pages and sums up rows. */
final class Listing {

  private static final Comparator<TraceRow> BY_START =
      Comparator.comparingLong(TraceRow::startNanos).thenComparing(TraceRow::id);

  private Listing() {}

  static TracePage page(List<TraceRow> rows, TraceQuery query) {
    Comparator<TraceRow> order = order(query);
    List<TraceRow> sorted = new ArrayList<>(rows);
    sorted.sort(order);
    Cursor cursor = query.cursor();
    if (cursor != null) {
      sorted.removeIf(row -> !comesAfter(row, cursor, query));
    }
    boolean more = sorted.size() > query.limit();
    return new TracePage(more ? List.copyOf(sorted.subList(0, query.limit())) : sorted, more);
  }

  private static Comparator<TraceRow> order(TraceQuery query) {
    Comparator<TraceRow> order = comparator(query.sort()).thenComparing(TraceRow::id);
    if (query.descending()) {
      order = order.reversed();
    }
    return query.runningFirst()
        ? Comparator.comparing(TraceRow::isRunning).reversed().thenComparing(order)
        : order;
  }

  private static Comparator<TraceRow> comparator(TraceQuery.Sort sort) {
    return switch (sort) {
      case START -> Comparator.comparingLong(TraceRow::startNanos);
      case DURATION -> Comparator.comparingLong(TraceRow::durationNanos);
      case TOKENS -> Comparator.comparingLong(row -> tokens(row).total());
      case COST -> Comparator.comparingDouble(row -> cost(row).total());
      case NAME -> Comparator.comparing(TraceRow::name);
      case ERRORS -> Comparator.comparingInt(TraceRow::errors);
      case SPANS -> Comparator.comparingInt(TraceRow::spans);
    };
  }

  private static boolean comesAfter(TraceRow row, Cursor cursor, TraceQuery query) {
    if (query.runningFirst() && row.isRunning() != cursor.running()) {
      return cursor.running();
    }
    int byValue =
        query.sort() == TraceQuery.Sort.NAME
            ? row.name().compareTo(cursor.value())
            : Double.compare(number(query.sort(), row), Double.parseDouble(cursor.value()));
    int compared = byValue != 0 ? byValue : row.id().compareTo(cursor.traceId());
    return query.descending() ? compared < 0 : compared > 0;
  }

  private static double number(TraceQuery.Sort sort, TraceRow row) {
    return switch (sort) {
      case START -> row.startNanos();
      case DURATION -> row.durationNanos();
      case TOKENS -> tokens(row).total();
      case COST -> cost(row).total();
      case ERRORS -> row.errors();
      case SPANS -> row.spans();
      case NAME -> 0;
    };
  }

  private static Tokens tokens(TraceRow row) {
    return row.tokens() == null ? Tokens.NONE : row.tokens();
  }

  private static Cost cost(TraceRow row) {
    return row.cost() == null ? Cost.NONE : row.cost();
  }

  static Totals totals(List<TraceRow> rows) {
    long[] ended =
        rows.stream()
            .filter(row -> !row.isRunning())
            .mapToLong(TraceRow::durationNanos)
            .sorted()
            .toArray();
    Tokens tokens = Tokens.NONE;
    Cost cost = Cost.NONE;
    long spans = 0;
    for (TraceRow row : rows) {
      tokens = tokens.plus(row.tokens());
      cost = cost.plus(row.cost());
      spans += row.spans();
    }
    return new Totals(
        rows.size(),
        count(rows, Status.ERROR),
        count(rows, Status.RUNNING),
        count(rows, Status.CANCELLED),
        spans,
        ended.length,
        percentile(ended, 0.5),
        percentile(ended, 0.95),
        percentile(ended, 0.99),
        percentile(ended, 1),
        new Tokens(
            tokens.input(),
            tokens.output(),
            tokens.cachedInput(),
            tokens.cacheWriteInput(),
            tokens.reasoning(),
            false),
        new Cost(
            cost.total(), cost.input(), cost.output(), cost.cacheSavings(), cost.unpriced(), null),
        rows.stream().mapToLong(TraceRow::startNanos).min().orElse(0),
        rows.stream().mapToLong(TraceRow::startNanos).max().orElse(0));
  }

  private static long count(List<TraceRow> rows, Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }

  private static long percentile(long[] sorted, double percentile) {
    return sorted.length == 0 ? 0 : sorted[(int) Totals.rank(percentile, sorted.length)];
  }

  static Histogram histogram(List<TraceRow> rows, Selection selection, int buckets, long now) {
    long to = selection.to() == null ? now : selection.to();
    long from =
        selection.from() == null
            ? Math.min(to, rows.stream().mapToLong(TraceRow::startNanos).min().orElse(to))
            : selection.from();
    long width = Histogram.width(from, to, buckets);
    Map<Integer, Histogram.Bucket> filled = new TreeMap<>();
    for (TraceRow row : rows) {
      if (row.startNanos() < from || row.startNanos() >= to) {
        continue;
      }
      boolean failed = row.status() == Status.ERROR;
      int index = (int) ((row.startNanos() - from) / width);
      filled.merge(
          index,
          new Histogram.Bucket(index, 1, failed ? 1 : 0, failed || row.errors() > 0 ? 1 : 0),
          (one, other) ->
              new Histogram.Bucket(
                  index,
                  one.traces() + other.traces(),
                  one.failed() + other.failed(),
                  one.withErrors() + other.withErrors()));
    }
    return new Histogram(from, to, width, List.copyOf(filled.values()));
  }

  static Neighbours neighbours(List<TraceRow> rows, TraceRow of) {
    return new Neighbours(
        rows.stream().filter(row -> BY_START.compare(row, of) > 0).min(BY_START).map(TraceRow::id),
        rows.stream().filter(row -> BY_START.compare(row, of) < 0).max(BY_START).map(TraceRow::id));
  }

  static List<TraceRow> succeededNear(List<TraceRow> rows, TraceRow trace, int each) {
    List<TraceRow> sorted =
        rows.stream()
            .filter(row -> row.status() == Status.OK && row.name().equals(trace.name()))
            .sorted(BY_START)
            .toList();
    int at = (int) sorted.stream().filter(row -> BY_START.compare(row, trace) < 0).count();
    return sorted.subList(Math.max(0, at - each), Math.min(sorted.size(), at + each));
  }

  static StoreStatistics statistics(
      Collection<MemoryTrace> traces, long bytes, long revision, long waiting) {
    List<TraceRow> rows = new ArrayList<>();
    Set<String> prices = new TreeSet<>();
    Set<String> unpriced = new TreeSet<>();
    long[] content = new long[4];
    List<String> kinds = List.of("redacted", "truncated", "dropped", "withheld");
    for (MemoryTrace trace : traces) {
      if (trace.spans().isEmpty()) {
        continue;
      }
      rows.add(trace.digest().row());
      trace
          .digest()
          .facets()
          .forEach(
              (facet, figures) -> {
                switch (facet.field()) {
                  case Facet.PRICE_SOURCE -> prices.add(facet.value());
                  case Facet.UNPRICED -> unpriced.add(facet.value());
                  case "content" ->
                      content[kinds.indexOf(facet.value())] += figures.get(Figures.Sum.CALLS);
                  default -> {}
                }
              });
    }
    Totals totals = totals(rows);
    return new StoreStatistics(
        "memory",
        "",
        "",
        bytes,
        totals.traces(),
        totals.spans(),
        totals.running(),
        totals.oldest(),
        totals.newest(),
        revision,
        waiting,
        new StoreStatistics.ContentState(content[0], content[1], content[2], content[3]),
        List.copyOf(prices),
        List.copyOf(unpriced));
  }
}
