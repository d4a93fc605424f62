// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.store.Retention;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes traces, with all that hangs on them. Running ones stay. */
final class Pruning {

  private static final int AT_ONCE = 200;

  /** What one transaction deleted. */
  record Deleted(long traces, long spans) {}

  private record Victim(long key, long start) {}

  private Pruning() {}

  /** Deletes the oldest that the limits of age and number do not allow, at most some at once. */
  static Deleted byAgeAndCount(
      Statements sql, FacetTable facets, Retention retention, long nowNanos) throws SQLException {
    List<Victim> victims = new ArrayList<>();
    if (retention.maxAge() != null) {
      long limit = nowNanos - retention.maxAge().toNanos();
      victims.addAll(
          select(
              sql,
              "SELECT key, start_nanos FROM trace WHERE running = 0 AND start_nanos < ?"
                  + " ORDER BY start_nanos LIMIT ?",
              limit,
              AT_ONCE));
    }
    if (victims.isEmpty() && retention.maxTraces() != null) {
      long tooMany =
          sql.number("SELECT count(*) FROM trace WHERE spans > 0") - retention.maxTraces();
      if (tooMany > 0) {
        victims.addAll(oldest(sql, Math.min(tooMany, AT_ONCE)));
      }
    }
    return delete(sql, facets, victims);
  }

  /** Deletes some of the oldest, to make room. */
  static Deleted oldest(Statements sql, FacetTable facets) throws SQLException {
    return delete(sql, facets, oldest(sql, AT_ONCE));
  }

  private static List<Victim> oldest(Statements sql, long count) throws SQLException {
    return select(
        sql,
        "SELECT key, start_nanos FROM trace WHERE running = 0 AND ? = 0"
            + " ORDER BY start_nanos LIMIT ?",
        0L,
        count);
  }

  private static List<Victim> select(Statements sql, String query, @Nullable Object... values)
      throws SQLException {
    List<Victim> victims = new ArrayList<>();
    sql.each(query, row -> victims.add(new Victim(row.getLong(1), row.getLong(2))), values);
    return victims;
  }

  static Deleted one(Statements sql, FacetTable facets, String traceId) throws SQLException {
    return delete(
        sql, facets, select(sql, "SELECT key, start_nanos FROM trace WHERE id = ?", traceId));
  }

  private static Deleted delete(Statements sql, FacetTable facets, List<Victim> victims)
      throws SQLException {
    if (victims.isEmpty()) {
      return new Deleted(0, 0);
    }
    FacetTable.Changes changes = facets.new Changes(sql);
    long spans = 0;
    for (Victim victim : victims) {
      changes.remove(victim.key(), victim.start());
      sql.update("DELETE FROM trace_facet WHERE trace_key = ?", victim.key());
      TextIndex.remove(sql, victim.key());
      sql.update(
          "DELETE FROM payload WHERE key IN (SELECT payload_key FROM span WHERE trace_key = ?)",
          victim.key());
      spans += sql.update("DELETE FROM span WHERE trace_key = ?", victim.key());
      sql.update("DELETE FROM trace_detail WHERE trace_key = ?", victim.key());
      sql.update("DELETE FROM trace WHERE key = ?", victim.key());
    }
    changes.finish();
    return new Deleted(victims.size(), spans);
  }

  /** Values that no trace has any more, and figures of JVMs from before the oldest trace. */
  static void orphans(Statements sql) throws SQLException {
    sql.update(
        "DELETE FROM facet WHERE NOT EXISTS (SELECT 1 FROM trace_facet WHERE facet_key = key)"
            + " AND NOT EXISTS (SELECT 1 FROM minute_facet WHERE facet_key = key)");
    // Other processes keep keys of values in memory: tells them to look again.
    sql.update("UPDATE counter SET value = value + 1 WHERE name = 'facet_epoch'");
    sql.update(
        "DELETE FROM jvm_sample WHERE time_millis <"
            + " (SELECT ifnull(min(start_nanos), 0) / 1000000 - 3600000 FROM trace)");
  }
}
