// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore.Neighbours;
import dev.clew.viewer.store.TraceStore.TracePage;
import dev.clew.viewer.store.TraceStore.ValueCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Questions about several traces. */
final class TraceQueries {

  /** So many traces of the same name are looked at on each side. */
  private static final int NEIGHBOURS = 5_000;

  private TraceQueries() {}

  static TracePage list(Handle handle, TraceQuery query) {
    Selection selection = query.selection();
    if (query.sort() != TraceQuery.Sort.START) {
      return page(handle, query, FilterSql.of(selection));
    }
    if (FilterSql.hasText(selection.filter())) {
      TextWindow window = TextWindow.next(handle, query);
      FilterSql within = FilterSql.ofPage(selection, handle, window);
      window.last().ifPresent(last -> TraceOrder.of(query).upTo(last, within));
      TracePage page = page(handle, query, within);
      if (page.more() || window.last().isEmpty()) {
        return page;
      }
    }
    return page(handle, query, FilterSql.ofPage(selection, handle, null));
  }

  /**
   * The traces that run come first, and are few. The others are read apart from them, in the order
   * of the index; with a time range SQLite would otherwise sort all traces in it.
   */
  private static TracePage page(Handle handle, TraceQuery query, FilterSql where) {
    TraceOrder order = TraceOrder.of(query);
    Cursor cursor = query.cursor();
    if (!order.runningFirst()) {
      return pageOf(rows(handle, order, cursor, where, query.limit() + 1), query);
    }
    List<TraceRow> rows = new ArrayList<>();
    TraceOrder within = order.withinRunning();
    for (int running = 1; running >= 0; running--) {
      boolean goesOn = cursor != null && cursor.running() == (running == 1);
      if (rows.size() <= query.limit() && (running == 0 || cursor == null || goesOn)) {
        FilterSql these = where.copy();
        these.and("t.running = ?", running);
        rows.addAll(
            rows(handle, within, goesOn ? cursor : null, these, query.limit() + 1 - rows.size()));
      }
    }
    return pageOf(rows, query);
  }

  private static TracePage pageOf(List<TraceRow> rows, TraceQuery query) {
    boolean more = rows.size() > query.limit();
    return new TracePage(more ? List.copyOf(rows.subList(0, query.limit())) : rows, more);
  }

  private static List<TraceRow> rows(
      Handle handle, TraceOrder order, @Nullable Cursor after, FilterSql where, int limit) {
    if (after != null) {
      order.after(after, where);
    }
    // The page is picked from the narrow table first; only its rows are read whole.
    String picked = "SELECT t.key FROM trace t WHERE " + where.sql() + order.sql() + " LIMIT ?";
    try (Query select =
        handle.createQuery(
            "SELECT "
                + TraceTable.COLUMNS
                + " FROM ("
                + picked
                + ") p CROSS JOIN trace t ON t.key = p.key CROSS JOIN trace_detail d ON d.trace_key = t.key"
                + order.sql())) {
      select.bind(where.bind(select, 0), limit);
      return select.map((row, context) -> TraceTable.read(row)).list();
    }
  }

  static long count(Handle handle, Selection selection) {
    FilterSql where = FilterSql.of(selection);
    try (Query select = handle.createQuery("SELECT count(*) FROM trace t WHERE " + where.sql())) {
      where.bind(select, 0);
      return select.mapTo(Long.class).one();
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

  /**
   * Keys are given in the order of arrival, and the index of a value has them in that order: no
   * sorting, and a bounded walk even where all neighbours failed.
   */
  static List<TraceRow> succeededNear(Handle handle, TraceRow trace, int each) {
    List<TraceRow> found = new ArrayList<>(succeededNear(handle, trace, each, "<", "DESC"));
    found.addAll(succeededNear(handle, trace, each, ">", "ASC"));
    return found;
  }

  private static List<TraceRow> succeededNear(
      Handle handle, TraceRow trace, int each, String compare, String direction) {
    try (Query select =
        handle.createQuery(
            "SELECT "
                + TraceTable.COLUMNS
                + " FROM (SELECT t.key FROM (SELECT tf.trace_key AS key FROM trace_facet tf"
                + " WHERE tf.facet_key = (SELECT key FROM facet WHERE field = 'name' AND value = ?)"
                + " AND tf.trace_key "
                + compare
                + " (SELECT key FROM trace WHERE id = ?) ORDER BY tf.trace_key "
                + direction
                + " LIMIT ?) n CROSS JOIN trace t ON t.key = n.key WHERE t.status = 'ok' LIMIT ?) p"
                + " CROSS JOIN trace t ON t.key = p.key"
                + " CROSS JOIN trace_detail d ON d.trace_key = t.key")) {
      select.bind(0, trace.name()).bind(1, trace.id()).bind(2, NEIGHBOURS).bind(3, each);
      return select.map((row, context) -> TraceTable.read(row)).list();
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
