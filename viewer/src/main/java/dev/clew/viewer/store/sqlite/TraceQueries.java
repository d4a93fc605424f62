// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Histogram;
import dev.clew.viewer.store.Totals;
import dev.clew.viewer.store.TraceStore.Neighbours;
import dev.clew.viewer.store.TraceStore.TracePage;
import dev.clew.viewer.store.TraceStore.ValueCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Questions about several traces. */
final class TraceQueries {

  private TraceQueries() {}

  static TracePage list(Handle handle, TraceQuery query) {
    boolean byIndex = query.sort() == TraceQuery.Sort.START;
    FilterSql where =
        byIndex ? FilterSql.ofPage(query.selection(), handle) : FilterSql.of(query.selection());
    String column = column(query.sort());
    String direction = query.descending() ? "DESC" : "ASC";
    String keys = (query.runningFirst() ? "t.running, " : "") + column + ", t.id";
    Cursor cursor = query.cursor();
    if (cursor != null) {
      String compare = query.descending() ? "<" : ">";
      Object value = value(query.sort(), cursor.value());
      if (query.runningFirst()) {
        where.and(
            "(" + keys + ") " + compare + " (?, ?, ?)",
            cursor.running() ? 1 : 0,
            value,
            cursor.traceId());
      } else {
        where.and("(" + keys + ") " + compare + " (?, ?)", value, cursor.traceId());
      }
    }
    // The page is picked from the narrow table first; only its rows are read whole.
    String picked =
        "SELECT t.key FROM trace t WHERE "
            + where.sql()
            + " ORDER BY "
            + keys.replace(",", " " + direction + ",")
            + " "
            + direction
            + " LIMIT ?";
    try (Query select =
        handle.createQuery(
            "SELECT "
                + TraceTable.COLUMNS
                + " FROM ("
                + picked
                + ") p CROSS JOIN trace t ON t.key = p.key CROSS JOIN trace_detail d ON d.trace_key = t.key"
                + " ORDER BY "
                + keys.replace(",", " " + direction + ",")
                + " "
                + direction)) {
      int at = where.bind(select, 0);
      select.bind(at, query.limit() + 1);
      List<TraceRow> rows = select.map((row, context) -> TraceTable.read(row)).list();
      boolean more = rows.size() > query.limit();
      return new TracePage(more ? List.copyOf(rows.subList(0, query.limit())) : rows, more);
    }
  }

  private static String column(TraceQuery.Sort sort) {
    return switch (sort) {
      case START -> "t.start_nanos";
      case DURATION -> "t.duration_nanos";
      case TOKENS -> "t.tokens";
      case COST -> "t.cost";
      case NAME -> "t.name";
      case ERRORS -> "t.errors";
      case SPANS -> "t.spans";
    };
  }

  private static Object value(TraceQuery.Sort sort, String text) {
    try {
      return switch (sort) {
        case NAME -> text;
        case COST -> Double.parseDouble(text);
        default -> Long.parseLong(text);
      };
    } catch (NumberFormatException e) {
      return 0L;
    }
  }

  static long count(Handle handle, Selection selection) {
    FilterSql where = FilterSql.of(selection);
    try (Query select = handle.createQuery("SELECT count(*) FROM trace t WHERE " + where.sql())) {
      where.bind(select, 0);
      return select.mapTo(Long.class).one();
    }
  }

  static Totals totals(Handle handle, Selection selection) {
    FilterSql where = FilterSql.of(selection);
    Totals sums;
    try (Query select =
        handle.createQuery(
            "SELECT count(*), total(t.status = 'error'), total(t.running),"
                + " total(t.status = 'cancelled'), total(t.spans), total(t.running = 0),"
                + " total(t.input_tokens), total(t.output_tokens), total(t.cached_tokens),"
                + " total(t.cache_write_tokens), total(t.reasoning_tokens), total(t.cost),"
                + " total(t.cost_input), total(t.cost_output), total(t.saved), total(t.unpriced),"
                + " min(t.start_nanos), max(t.start_nanos) FROM trace t WHERE "
                + where.sql())) {
      where.bind(select, 0);
      sums =
          select
              .map(
                  (row, context) ->
                      new Totals(
                          row.getLong(1),
                          row.getLong(2),
                          row.getLong(3),
                          row.getLong(4),
                          row.getLong(5),
                          row.getLong(6),
                          0,
                          0,
                          0,
                          0,
                          new Tokens(
                              row.getLong(7),
                              row.getLong(8),
                              row.getLong(9),
                              row.getLong(10),
                              row.getLong(11),
                              false),
                          new Cost(
                              row.getDouble(12),
                              row.getDouble(13),
                              row.getDouble(14),
                              row.getDouble(15),
                              row.getInt(16),
                              null),
                          row.getLong(17),
                          row.getLong(18)))
              .one();
    }
    return sums.ended() == 0 ? sums : withPercentiles(handle, where, sums);
  }

  private static Totals withPercentiles(Handle handle, FilterSql where, Totals sums) {
    try (Query select =
        handle.createQuery(
            "SELECT d FROM (SELECT t.duration_nanos AS d,"
                + " row_number() OVER (ORDER BY t.duration_nanos) - 1 AS n FROM trace t WHERE "
                + where.sql()
                + " AND t.running = 0) WHERE n IN (?, ?, ?, ?) ORDER BY n")) {
      long[] ranks = {
        Totals.rank(0.5, sums.ended()),
        Totals.rank(0.95, sums.ended()),
        Totals.rank(0.99, sums.ended()),
        sums.ended() - 1
      };
      int at = where.bind(select, 0);
      for (long rank : ranks) {
        select.bind(at++, rank);
      }
      List<Long> found = select.mapTo(Long.class).list();
      long[] durations = new long[4];
      // Equal ranks come once.
      for (int i = 0, row = 0; i < 4; i++) {
        if (i > 0 && ranks[i] != ranks[i - 1]) {
          row++;
        }
        durations[i] = found.isEmpty() ? 0 : found.get(Math.min(row, found.size() - 1));
      }
      return new Totals(
          sums.traces(),
          sums.failed(),
          sums.running(),
          sums.cancelled(),
          sums.spans(),
          sums.ended(),
          durations[0],
          durations[1],
          durations[2],
          durations[3],
          sums.tokens(),
          sums.cost(),
          sums.oldest(),
          sums.newest());
    }
  }

  static Histogram histogram(Handle handle, Selection selection, int buckets, long now) {
    FilterSql where = FilterSql.of(selection);
    long to = selection.to() == null ? now : selection.to();
    long from = selection.from() == null ? oldest(handle, where, to) : selection.from();
    long width = Histogram.width(from, to, buckets);
    try (Query select =
        handle.createQuery(
            "SELECT (t.start_nanos - ?) / ? AS bucket, count(*), sum(t.status = 'error'),"
                + " sum(t.errors > 0 OR t.status = 'error') FROM trace t WHERE "
                + where.sql()
                + " AND t.start_nanos >= ? AND t.start_nanos < ? GROUP BY bucket ORDER BY bucket")) {
      select.bind(0, from).bind(1, width);
      int at = where.bind(select, 2);
      select.bind(at, from).bind(at + 1, to);
      return new Histogram(
          from,
          to,
          width,
          select
              .map(
                  (row, context) ->
                      new Histogram.Bucket(
                          row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4)))
              .list());
    }
  }

  private static long oldest(Handle handle, FilterSql where, long fallback) {
    try (Query select =
        handle.createQuery("SELECT min(t.start_nanos) FROM trace t WHERE " + where.sql())) {
      where.bind(select, 0);
      return select
          .map(
              (row, context) -> {
                long oldest = row.getLong(1);
                return row.wasNull() ? fallback : Math.min(oldest, fallback);
              })
          .one();
    }
  }

  static List<ValueCount> values(
      Handle handle, String field, String contains, Selection selection, int limit) {
    boolean everything =
        selection.from() == null
            && selection.to() == null
            && selection.ids() == null
            && selection.filter() instanceof Filter.And and
            && and.terms().isEmpty();
    FilterSql where = FilterSql.of(selection);
    try (Query select =
        handle.createQuery(
            "SELECT f.value, count(*) AS traces FROM facet f JOIN trace_facet tf ON"
                + " tf.facet_key = f.key WHERE f.field = ? AND instr(f.folded, ?) > 0"
                + (everything
                    ? ""
                    : " AND tf.trace_key IN (SELECT t.key FROM trace t WHERE " + where.sql() + ")")
                + " GROUP BY f.key ORDER BY traces DESC, f.value LIMIT ?")) {
      select.bind(0, field).bind(1, contains.toLowerCase(Locale.ROOT));
      int at = everything ? 2 : where.bind(select, 2);
      select.bind(at, limit);
      return select.map((row, context) -> new ValueCount(row.getString(1), row.getLong(2))).list();
    }
  }

  static Neighbours neighbours(Handle handle, String traceId, Selection selection) {
    return new Neighbours(
        neighbour(handle, traceId, selection, ">", "ASC"),
        neighbour(handle, traceId, selection, "<", "DESC"));
  }

  private static Optional<String> neighbour(
      Handle handle, String traceId, Selection selection, String compare, String direction) {
    FilterSql where = FilterSql.of(selection);
    where.and(
        "(t.start_nanos, t.id) " + compare + " (SELECT start_nanos, id FROM trace WHERE id = ?)",
        traceId);
    try (Query select =
        handle.createQuery(
            "SELECT t.id FROM trace t WHERE "
                + where.sql()
                + " ORDER BY t.start_nanos "
                + direction
                + ", t.id "
                + direction
                + " LIMIT 1")) {
      where.bind(select, 0);
      return select.mapTo(String.class).findOne();
    }
  }

  static List<String> strings(Handle handle, String sql, Object... values) {
    try (Query select = handle.createQuery(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.bind(i, values[i]);
      }
      return new ArrayList<>(select.mapTo(String.class).list());
    }
  }
}
