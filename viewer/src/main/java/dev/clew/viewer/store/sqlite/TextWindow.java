// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The next traces of a list by time, among which a text is looked for first: of a word that many
 * traces have, these fill a page, and the rest of the index is not read.
 *
 * @param firstKey lowest of the keys of these traces
 * @param lastKey the highest
 * @param last the last of them in the order of the list; empty if there are no more traces
 */
record TextWindow(long firstKey, long lastKey, Optional<Cursor> last) {

  private static final int TRACES = 2000;

  static TextWindow next(Handle handle, TraceQuery query) {
    Selection selection = query.selection();
    FilterSql where =
        FilterSql.of(new Selection(Filter.ALL, selection.from(), selection.to(), selection.ids()));
    TraceOrder order = TraceOrder.of(query);
    if (query.cursor() != null) {
      order.after(query.cursor(), where);
    }
    String traces = " FROM trace t WHERE " + where.sql() + order.sql() + " LIMIT ?";
    Optional<Cursor> last;
    try (Query select =
        handle.createQuery("SELECT t.running, t.start_nanos, t.id" + traces + " OFFSET ?")) {
      int at = where.bind(select, 0);
      select.bind(at, 1).bind(at + 1, TRACES - 1);
      last =
          select
              .map(
                  (row, context) ->
                      new Cursor(row.getInt(1) != 0, row.getString(2), row.getString(3)))
              .findOne();
    }
    try (Query select =
        handle.createQuery("SELECT min(key), max(key) FROM (SELECT t.key AS key" + traces + ")")) {
      int at = where.bind(select, 0);
      return select
          .bind(at, TRACES)
          .map((row, context) -> new TextWindow(row.getLong(1), row.getLong(2), last))
          .one();
    }
  }
}
