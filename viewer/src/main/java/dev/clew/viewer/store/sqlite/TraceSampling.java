// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.GroupQuery;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Samples the traces that a query may select, without reading the others: by the most selective of
 * the filter's values, by start time, or by stepping through their keys.
 *
 * <p>Keys are divided into blocks of neighbours, which are adjacent on disk, and one pseudorandom
 * block is taken from every {@code n}. Taking every {@code n}th block would be biased if the data
 * is periodic.
 */
final class TraceSampling {

  /** Keys per block; few, so that even what happens within a minute is spread over many blocks. */
  private static final int BLOCK = 8;

  /**
   * A value that fewer than this part of the traces have is worth walking through its traces. Of
   * what is more common a sample of all has enough.
   */
  private static final int SELECTIVE = 8;

  /** A value that stands for more single values than this is not looked up by them. */
  private static final int MOST_KEYS = 50;

  /**
   * Where a time has more than a fourth of all traces, stepping takes fewer lookups than reading.
   */
  private static final int STEPPING_SHARE = 4;

  private final Handle handle;
  private final GroupQuery query;
  private final long inTime;
  private final long all;
  private @Nullable List<Long> facets;
  private long smallest;

  private TraceSampling(Handle handle, GroupQuery query) {
    this.handle = handle;
    this.query = query;
    List<Long> everything = keys(new Filter.Match(Facet.ALL, true, List.of("")));
    this.inTime = traces(everything, Period.cover(query.fromMinute(), query.toMinute()));
    this.all = traces(everything, List.of(new Period(Period.LEVELS - 1, 0, Long.MAX_VALUE)));
    this.smallest = inTime;
  }

  static TraceSampling of(Handle handle, GroupQuery query) {
    TraceSampling sampling = new TraceSampling(handle, query);
    if (query.selection().ids() == null) {
      sampling.choose(query.selection().filter());
    } else {
      sampling.smallest = 1; // looked up one by one
    }
    return sampling;
  }

  /**
   * How sparse a sample must be to have at most so many traces before the filter is applied; half
   * as many where they lie scattered, which takes twice as long.
   */
  int oneIn(int most) {
    int atMost = facets == null ? most : Math.max(1, most / 2);
    return (int) Math.max(1, -Math.floorDiv(-smallest, atMost));
  }

  /**
   * As {@code FROM} of a query that calls the trace {@code t}; {@link #bind} gives its values. A
   * trace is found by its key: with the range of times among the conditions, SQLite would take the
   * index of times for each.
   */
  String from(int oneIn) {
    if (facets != null) {
      return "(SELECT DISTINCT df.trace_key AS key FROM trace_facet df WHERE df.facet_key IN ("
          + marks(facets)
          + ") AND "
          + picked("df.trace_key", oneIn)
          + ") s CROSS JOIN trace t NOT INDEXED ON t.key = s.key";
    }
    if (oneIn == 1) {
      return "trace t";
    }
    if (inTime * STEPPING_SHARE > all) {
      long interval = (long) BLOCK * oneIn;
      return "(WITH RECURSIVE step(i) AS (SELECT min(key) / "
          + interval
          + " FROM trace UNION ALL SELECT i + 1 FROM step WHERE i < (SELECT max(key) / "
          + interval
          + " FROM trace)) SELECT (i * "
          + oneIn
          + " + "
          + place("i", oneIn)
          + ") * "
          + BLOCK
          + " AS key FROM step) s CROSS JOIN trace t NOT INDEXED ON t.key >= s.key AND t.key < s.key + "
          + BLOCK;
    }
    // By the index alone, without a look at the traces that are not picked.
    return "(SELECT r.key FROM trace r WHERE r.start_nanos >= ? AND r.start_nanos < ? AND "
        + picked("r.key", oneIn)
        + ") s CROSS JOIN trace t NOT INDEXED ON t.key = s.key";
  }

  /** Binds the values of {@link #from} from a place on; returns the place after them. */
  int bind(Query select, int oneIn, int from) {
    int at = from;
    if (facets != null) {
      for (Long facet : facets) {
        select.bind(at++, facet);
      }
    } else if (oneIn > 1 && inTime * STEPPING_SHARE <= all) {
      select.bind(at++, query.fromMinute() * GroupQuery.MINUTE);
      select.bind(at++, query.toMinute() * GroupQuery.MINUTE);
    }
    return at;
  }

  private static String picked(String key, int oneIn) {
    String block = "(" + key + " / " + BLOCK + ")";
    return oneIn == 1
        ? "1"
        : block + " % " + oneIn + " = " + place("(" + block + " / " + oneIn + ")", oneIn);
  }

  /** Which of an interval's blocks is taken; the factor and the modulus have no other meaning. */
  private static String place(String interval, int oneIn) {
    return "(" + interval + " * 40503 % 65537) % " + oneIn;
  }

  private void choose(Filter filter) {
    if (filter instanceof Filter.And and) {
      and.terms().forEach(this::choose);
    } else if (filter instanceof Filter.Match match && !match.field().equals("id")) {
      List<Long> keys = keys(match);
      if (keys.size() <= MOST_KEYS) {
        long bound = facets == null ? inTime / SELECTIVE : smallest;
        long traces = traces(keys, bound);
        if (traces < bound) {
          smallest = traces;
          facets = keys;
        }
      }
    }
  }

  /** Of what matches, up to one more than can be looked up one by one. */
  private List<Long> keys(Filter.Match match) {
    FilterSql facets = FilterSql.facets(match);
    try (Query select = handle.createQuery(facets.sql() + " LIMIT ?")) {
      int at = facets.bind(select, 0);
      return select.bind(at, MOST_KEYS + 1).mapTo(Long.class).list();
    }
  }

  /** How many traces have one of the values; not exactly if more than so many. */
  private long traces(List<Long> keys, long most) {
    try (Query select =
        handle.createQuery(
            "SELECT count(*) FROM (SELECT 1 FROM trace_facet WHERE facet_key IN ("
                + marks(keys)
                + ") LIMIT ?)")) {
      int at = 0;
      for (Long key : keys) {
        select.bind(at++, key);
      }
      return select.bind(at, most).mapTo(Long.class).one();
    }
  }

  private long traces(List<Long> keys, List<Period> periods) {
    Figures sum = new Figures();
    for (Long key : keys) {
      for (Period period : periods) {
        try (Query select =
            handle.createQuery(
                "SELECT figures FROM facet_period WHERE facet_key = ? AND level = ?"
                    + " AND period >= ? AND period < ?")) {
          select
              .bind(0, key)
              .bind(1, period.level())
              .bind(2, period.from())
              .bind(3, period.to())
              .mapTo(byte[].class)
              .forEach(sum::addEncoded);
        }
      }
    }
    return sum.get(Figures.Sum.TRACES);
  }

  private static String marks(List<?> values) {
    return values.isEmpty() ? "NULL" : "?,".repeat(values.size() - 1) + "?";
  }
}
