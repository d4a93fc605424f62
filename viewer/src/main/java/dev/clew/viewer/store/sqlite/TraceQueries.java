// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Histogram;
import dev.clew.viewer.store.TraceStore.MinuteFigures;
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
    String among =
        everything
            ? ""
            : " AND tf.trace_key IN (SELECT t.key FROM trace t WHERE " + where.sql() + ")";
    // Counted value by value: grouping would sort all of them.
    try (Query select =
        handle.createQuery(
            "SELECT value, traces FROM (SELECT f.value,"
                + " (SELECT count(*) FROM trace_facet tf WHERE tf.facet_key = f.key"
                + among
                + ") AS traces FROM facet f WHERE f.field = ? AND instr(f.folded, ?) > 0)"
                + " WHERE traces > 0 ORDER BY traces DESC, value LIMIT ?")) {
      int at = everything ? 0 : where.bind(select, 0);
      select.bind(at, field).bind(at + 1, contains.toLowerCase(Locale.ROOT)).bind(at + 2, limit);
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

  static List<MinuteFigures> minutes(Handle handle, String field, long from, long to) {
    return handle
        .createQuery(
            "SELECT m.minute, f.value, m.traces, m.calls, m.errors, m.duration_nanos,"
                + " m.input_tokens, m.output_tokens, m.cached_tokens, m.cost, m.saved"
                + " FROM facet f JOIN minute_facet m ON m.facet_key = f.key"
                + " WHERE f.field = ? AND m.minute >= ? AND m.minute < ?"
                + " ORDER BY m.minute, f.value")
        .bind(0, field)
        .bind(1, from)
        .bind(2, to)
        .map(
            (row, context) ->
                new MinuteFigures(
                    row.getLong(1), row.getString(2), row.getLong(3), FacetTable.stats(row, 4)))
        .list();
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
