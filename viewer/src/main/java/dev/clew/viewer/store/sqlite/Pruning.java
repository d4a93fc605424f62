// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.store.PruneResult;
import dev.clew.viewer.store.Retention;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes traces with everything that belongs to them. Running ones stay. */
final class Pruning {

  private static final int AT_ONCE = 200;

  /** What one transaction deleted. */
  record Deleted(long traces, long spans) {}

  private record Victim(long key, long start) {}

  private Pruning() {}

  /** Runs until the limits are met, in many transactions, so that others can write in between. */
  static final class Run {

    private static final int PAGES_AT_ONCE = 5_000;

    private final Database database;
    private final FacetTable facets;
    private long traces;
    private long spans;

    Run(Database database, FacetTable facets) {
      this.database = database;
      this.facets = facets;
    }

    PruneResult prune(Retention retention, long nowNanos) {
      long before = database.read(StatisticsQuery::bytes);
      if (retention.maxAge() != null) {
        long limit = nowNanos - retention.maxAge().toNanos();
        repeat(sql -> olderThan(sql, limit), Long.MAX_VALUE);
      }
      if (retention.maxTraces() != null) {
        long tooMany = database.read(StatisticsQuery::traces) - retention.maxTraces();
        repeat(sql -> oldest(sql, AT_ONCE), tooMany);
      }
      if (retention.maxBytes() != null) {
        while (database.read(StatisticsQuery::bytes) > retention.maxBytes()
            && repeat(sql -> oldest(sql, AT_ONCE), 1)) {
          // Until it is small enough, or only running ones are left.
          Thread.onSpinWait();
        }
      }
      if (traces > 0) {
        finish();
      }
      return new PruneResult(traces, spans, before, database.read(StatisticsQuery::bytes));
    }

    /** Deletes in batches until that many traces are gone; false if there was none to delete. */
    private boolean repeat(Database.Write<List<Victim>> select, long count) {
      long before = traces;
      while (traces - before < count) {
        long left = count - (traces - before);
        Deleted deleted =
            FacetTable.guarded(
                database,
                facets,
                sql -> {
                  List<Victim> victims = select.run(sql);
                  return delete(
                      sql, facets, victims.subList(0, (int) Math.min(left, victims.size())));
                });
        if (deleted.traces() == 0) {
          break;
        }
        traces += deleted.traces();
        spans += deleted.spans();
      }
      return traces > before;
    }

    private void finish() {
      FacetTable.guarded(
          database,
          facets,
          sql -> {
            orphans(sql);
            return 0;
          });
      long free;
      do {
        free = database.read(StatisticsQuery::freePages);
        database.maintain("PRAGMA incremental_vacuum(" + PAGES_AT_ONCE + ")");
      } while (database.read(StatisticsQuery::freePages) < free);
      database.maintain("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private static List<Victim> olderThan(Statements sql, long limit) throws SQLException {
    return select(
        sql,
        "SELECT key, start_nanos FROM trace WHERE running = 0 AND start_nanos < ?"
            + " ORDER BY start_nanos LIMIT ?",
        limit,
        AT_ONCE);
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
    sql.update("UPDATE counter SET value = value + 1 WHERE name = 'revision'");
    return new Deleted(victims.size(), spans);
  }

  /**
   * Deletes values that no trace has any more, and figures of JVMs from before the oldest trace.
   */
  static void orphans(Statements sql) throws SQLException {
    sql.update(
        "DELETE FROM facet WHERE NOT EXISTS (SELECT 1 FROM trace_facet WHERE facet_key = key)"
            + " AND NOT EXISTS (SELECT 1 FROM facet_period WHERE facet_key = key)");
    // Other processes cache keys of values: makes them look again.
    sql.update("UPDATE counter SET value = value + 1 WHERE name = 'facet_epoch'");
    sql.update(
        "DELETE FROM jvm_sample WHERE time_millis <"
            + " (SELECT ifnull(min(start_nanos), 0) / 1000000 - 3600000 FROM trace)");
  }
}
