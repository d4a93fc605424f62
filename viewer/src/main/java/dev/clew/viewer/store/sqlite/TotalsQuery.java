// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Figures over many traces, in one pass. */
final class TotalsQuery {

  private TotalsQuery() {}

  static Totals run(Handle handle, Selection selection) {
    FilterSql where = FilterSql.of(selection);
    // SQLite hands the durations over as one text: a row for each, or a window over all of them,
    // takes longer than everything else.
    try (Query select =
        handle.createQuery(
            "SELECT count(*), total(t.status = 'error'), total(t.running),"
                + " total(t.status = 'cancelled'), total(t.spans), total(t.running = 0),"
                + " total(t.input_tokens), total(t.output_tokens), total(t.cached_tokens),"
                + " total(t.cache_write_tokens), total(t.reasoning_tokens), total(t.cost),"
                + " total(t.cost_input), total(t.cost_output), total(t.saved), total(t.unpriced),"
                + " min(t.start_nanos), max(t.start_nanos),"
                + " group_concat(t.duration_nanos) FILTER (WHERE t.running = 0)"
                + " FROM trace t WHERE "
                + where.sql())) {
      where.bind(select, 0);
      return select.map((row, context) -> read(row)).one();
    }
  }

  private static Totals read(ResultSet row) throws SQLException {
    long[] durations = NumberList.parse(row.getBytes(19));
    Arrays.sort(durations);
    return new Totals(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        percentile(durations, 0.5),
        percentile(durations, 0.95),
        percentile(durations, 0.99),
        percentile(durations, 1),
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
        row.getLong(18));
  }

  private static long percentile(long[] sorted, double percentile) {
    return sorted.length == 0 ? 0 : sorted[(int) Totals.rank(percentile, sorted.length)];
  }
}
