// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.GroupSums;
import dev.clew.viewer.store.Groups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the values of a field. Those over all traces of a time come from the sums per day,
 * hour and minute; where a filter selects, they are added up trace by trace, and if those are very
 * many, of a part of them.
 */
final class GroupQueries {

  /** As many as are read in a tenth of a second. */
  static final int MOST_TRACES = 10_000;

  /** Of a sample so small a part must be selected at least, or a larger one is taken. */
  private static final int SMALLEST_PART = 40;

  /** Up to so many values are looked up one by one. */
  private static final int MOST_VALUES = 200;

  private final Handle handle;
  private final GroupQuery query;
  private final int mostTraces;

  GroupQueries(Handle handle, GroupQuery query) {
    this(handle, query, MOST_TRACES);
  }

  /**
   * @param mostTraces of more than so many only a part is read
   */
  GroupQueries(Handle handle, GroupQuery query, int mostTraces) {
    this.handle = handle;
    this.query = query;
    this.mostTraces = mostTraces;
  }

  /** Runs it. */
  Groups run() {
    Selection selection = query.selection();
    boolean everything =
        selection.ids() == null
            && selection.filter() instanceof Filter.And and
            && and.terms().isEmpty();
    try {
      return everything && FacetField.isPerPeriod(query.field()) ? fromPeriods() : fromTraces();
    } catch (SQLException e) {
      throw Database.failure("the figures of " + query.field() + " cannot be read", e);
    }
  }

  private Groups fromPeriods() throws SQLException {
    Map<String, Long> keys = keys();
    Map<String, Figures> sums = new HashMap<>();
    Connection connection = handle.getConnection();
    List<Period> periods = Period.cover(query.fromMinute(), query.toMinute());
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT figures FROM facet_period WHERE facet_key = ? AND level = ?"
                + " AND period >= ? AND period < ?")) {
      for (Map.Entry<String, Long> entry : keys.entrySet()) {
        Figures sum = new Figures();
        for (Period period : periods) {
          bind(select, entry.getValue(), period);
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              sum.addEncoded(rows.getBytes(1));
            }
          }
        }
        if (sum.get(Figures.Sum.TRACES) > 0) {
          sums.put(entry.getKey(), sum);
        }
      }
    }
    List<Groups.Group> groups = new ArrayList<>();
    sums.forEach((value, sum) -> groups.add(new Groups.Group(value, sum, 0, 0, new TreeMap<>())));
    groups.sort(GroupSums.MOST_FIRST);
    boolean more = groups.size() > query.limit();
    List<Groups.Group> whole = new ArrayList<>();
    for (Groups.Group group : groups.subList(0, more ? query.limit() : groups.size())) {
      long key = keys.getOrDefault(group.value(), 0L);
      whole.add(
          new Groups.Group(
              group.value(),
              group.figures(),
              minute(connection, key, "min"),
              minute(connection, key, "max"),
              series(connection, key)));
    }
    return new Groups(whole, more, 1);
  }

  private Map<String, Long> keys() {
    Map<String, Long> keys = new HashMap<>();
    try (Query select = handle.createQuery("SELECT value, key FROM facet WHERE field = ?")) {
      select
          .bind(0, query.field())
          .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
          .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    }
    if (!query.values().isEmpty()) {
      keys.keySet().retainAll(query.values());
    }
    return keys;
  }

  private static void bind(PreparedStatement select, long key, Period period) throws SQLException {
    select.setLong(1, key);
    select.setInt(2, period.level());
    select.setLong(3, period.from());
    select.setLong(4, period.to());
  }

  private long minute(Connection connection, long key, String which) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + which
                + "(period) FROM facet_period WHERE facet_key = ? AND level = ?"
                + " AND period >= ? AND period < ?")) {
      bind(select, key, new Period(0, query.fromMinute(), query.toMinute()));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) * GroupQuery.MINUTE : 0;
      }
    }
  }

  private SortedMap<Long, Figures> series(Connection connection, long key) throws SQLException {
    SortedMap<Long, Figures> series = new TreeMap<>();
    if (query.bucketNanos() == 0) {
      return series;
    }
    int level = Period.levelFor(query.bucketNanos());
    long minutes = Period.nanos(level) / GroupQuery.MINUTE;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT period, figures FROM facet_period WHERE facet_key = ? AND level = ?"
                + " AND period >= ? AND period < ?")) {
      bind(
          select,
          key,
          new Period(
              level,
              Math.floorDiv(query.fromMinute(), minutes),
              -Math.floorDiv(-query.toMinute(), minutes)));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long start = rows.getLong(1) * Period.nanos(level);
          long bucket = Math.floorDiv(start, query.bucketNanos()) * query.bucketNanos();
          series.computeIfAbsent(bucket, each -> new Figures()).addEncoded(rows.getBytes(2));
        }
      }
    }
    return series;
  }

  private Groups fromTraces() throws SQLException {
    if (!query.values().isEmpty() && query.values().size() <= MOST_VALUES && !isMany(mostTraces)) {
      GroupSums sums = new GroupSums(query);
      readOfValues(sums);
      return sums.groups(1);
    }
    FilterSql where = FilterSql.ofPage(query.minutes(), handle, null);
    if (where.isFew()) {
      // An index finds them all; each trace of a sample would be looked for among them.
      GroupSums sums = new GroupSums(query);
      read(null, 1, where, sums);
      return sums.groups(1);
    }
    TraceSampling sampling = TraceSampling.of(handle, query);
    int oneIn = sampling.oneIn(mostTraces);
    while (true) {
      GroupSums sums = new GroupSums(query);
      long selected = read(sampling, oneIn, where, sums);
      if (oneIn == 1 || selected * SMALLEST_PART >= mostTraces) {
        return sums.groups(oneIn);
      }
      // Twice as large as would just do.
      oneIn = (int) Math.max(1, oneIn * Math.max(1, selected) * SMALLEST_PART / (2L * mostTraces));
    }
  }

  /** Whether more than so many traces have one of the values, selected or not. */
  private boolean isMany(int most) {
    try (Query select =
        handle.createQuery(
            "SELECT count(*) FROM (SELECT 1 FROM facet f CROSS JOIN trace_facet tf"
                + " ON tf.facet_key = f.key WHERE f.field = ? AND f.value IN ("
                + marks()
                + ") LIMIT ?)")) {
      int at = 0;
      select.bind(at++, query.field());
      for (String value : query.values()) {
        select.bind(at++, value);
      }
      return select.bind(at, most + 1).mapTo(Integer.class).one() > most;
    }
  }

  private String marks() {
    return "?,".repeat(query.values().size() - 1) + "?";
  }

  /**
   * Of each trace that is selected, of a sample or of all, all values of the field; returns how
   * many.
   */
  private long read(@Nullable TraceSampling sampling, int oneIn, FilterSql where, GroupSums sums) {
    long[] selected = new long[2];
    try (Query select =
        handle.createQuery(
            "SELECT t.start_nanos, f.value, tf.figures, t.key FROM "
                + (sampling == null ? "trace t" : sampling.from(oneIn))
                + " LEFT JOIN trace_facet tf ON tf.trace_key = t.key AND tf.field = ?"
                + " LEFT JOIN facet f ON f.key = tf.facet_key WHERE "
                + where.sql())) {
      int at = sampling == null ? 0 : sampling.bind(select, oneIn, 0);
      select.bind(at++, FacetField.number(query.field()));
      where.bind(select, at);
      select
          .map(
              (row, context) -> {
                if (row.getLong(4) != selected[0]) {
                  selected[0] = row.getLong(4);
                  selected[1]++;
                }
                byte[] figures = row.getBytes(3);
                if (figures != null) {
                  sums.addEncoded(row.getString(2), row.getLong(1), figures);
                }
                return 0;
              })
          .forEach(done -> {});
    }
    return selected[1];
  }

  /** Of each of a few values the traces that have it and are selected. */
  private void readOfValues(GroupSums sums) {
    FilterSql where = FilterSql.of(query.minutes());
    try (Query select =
        handle.createQuery(
            "SELECT t.start_nanos, f.value, own.figures FROM facet f CROSS JOIN trace_facet tf"
                + " ON tf.facet_key = f.key CROSS JOIN trace t ON t.key = tf.trace_key"
                + " CROSS JOIN trace_facet own ON own.trace_key = t.key AND own.field = ?"
                + " AND own.facet_key = f.key WHERE f.field = ? AND f.value IN ("
                + marks()
                + ") AND "
                + where.sql())) {
      int at = 0;
      select.bind(at++, FacetField.number(query.field()));
      select.bind(at++, query.field());
      for (String value : query.values()) {
        select.bind(at++, value);
      }
      where.bind(select, at);
      select
          .map(
              (row, context) -> {
                byte[] figures = row.getBytes(3);
                if (figures != null) {
                  sums.addEncoded(row.getString(2), row.getLong(1), figures);
                }
                return 0;
              })
          .forEach(done -> {});
    }
  }
}
