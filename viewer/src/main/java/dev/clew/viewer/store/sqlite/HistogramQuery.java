// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Counts traces by the time of their start, in one pass. SQLite hands the times over as one text:
 * grouping would sort all of them, and the first one would have to be looked for before.
 */
final class HistogramQuery {

  /** Of a number that stands for a trace: whether it failed, and whether a span of it did. */
  private static final int FAILED = 2;

  private static final int WITH_ERRORS = 1;

  private HistogramQuery() {}

  /**
   * Runs it.
   *
   * @param now nanoseconds since 1970, the end if the selection has none
   */
  static Histogram run(Handle handle, Selection selection, int buckets, long now) {
    long to = selection.to() == null ? now : selection.to();
    // Small numbers make a short text.
    long base = selection.from() == null ? Math.min(oldest(handle), to) : selection.from();
    long[] traces = traces(handle, selection, base, to);
    long from = base;
    if (selection.from() == null) {
      from = to;
      for (long trace : traces) {
        from = Math.min(from, base + (trace >> 2));
      }
    }
    long width = Histogram.width(from, to, buckets);
    return new Histogram(from, to, width, count(traces, base - from, width, buckets));
  }

  private static long oldest(Handle handle) {
    return handle
        .createQuery("SELECT ifnull(min(start_nanos), 0) FROM trace")
        .mapTo(Long.class)
        .one();
  }

  private static long[] traces(Handle handle, Selection selection, long base, long to) {
    FilterSql where = FilterSql.of(selection);
    // The plus keeps it from using the index: all rows in their own order are read faster.
    try (Query select =
        handle.createQuery(
            "SELECT group_concat((t.start_nanos - ?) * 4 + (t.status = 'error') * 2"
                + " + (t.errors > 0 OR t.status = 'error')) FROM trace t WHERE "
                + where.sql()
                + " AND +t.start_nanos < ?")) {
      select.bind(0, base);
      select.bind(where.bind(select, 1), to);
      return select.map((row, context) -> NumberList.parse(row.getBytes(1))).one();
    }
  }

  private static List<Histogram.Bucket> count(long[] traces, long offset, long width, int buckets) {
    long[] all = new long[buckets];
    long[] failed = new long[buckets];
    long[] withErrors = new long[buckets];
    for (long trace : traces) {
      int index = (int) (((trace >> 2) + offset) / width);
      all[index]++;
      failed[index] += (trace & FAILED) == 0 ? 0 : 1;
      withErrors[index] += (trace & WITH_ERRORS) == 0 ? 0 : 1;
    }
    List<Histogram.Bucket> counted = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      if (all[i] > 0) {
        counted.add(new Histogram.Bucket(i, all[i], failed[i], withErrors[i]));
      }
    }
    return counted;
  }
}
