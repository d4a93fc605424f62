// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.TraceHeader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Traces that an earlier version stored get the figures that this one keeps, a few at a time. What
 * only a record tells (where an error was thrown, which tools were offered, how long arguments
 * were) is known of spans stored from now on.
 */
final class PendingDigests {

  private record Trace(long key, String id, long start, long revision, int spans) {}

  private static final int AT_ONCE = 500;

  private PendingDigests() {}

  /** Works on traces of at most so many spans, at least one; returns how many traces still wait. */
  static int make(Statements sql, FacetTable facets, int maxSpans) throws SQLException {
    long last = sql.number("SELECT value FROM counter WHERE name = 'digest_last'");
    long next = sql.number("SELECT value FROM counter WHERE name = 'digest_next'");
    if (next > last) {
      return 0;
    }
    List<Trace> traces = new ArrayList<>();
    sql.each(
        "SELECT key, id, start_nanos, revision, spans FROM trace WHERE key >= ? AND key <= ?"
            + " ORDER BY key LIMIT "
            + AT_ONCE,
        row ->
            traces.add(
                new Trace(
                    row.getLong(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getInt(5))),
        next,
        last);
    FacetTable.Changes changes = facets.new Changes(sql);
    long done = traces.size() == AT_ONCE ? traces.get(AT_ONCE - 1).key : last;
    int spans = 0;
    for (Trace trace : traces) {
      if (spans > 0 && spans + trace.spans > maxSpans) {
        done = trace.key - 1;
        break;
      }
      spans += trace.spans;
      TraceHeader header = TraceTable.header(sql, trace.key, trace.id);
      BatchWriter.digest(
          sql,
          changes,
          new BatchWriter.Digested(trace.key, trace.id, trace.start),
          header,
          trace.revision);
    }
    changes.finish();
    sql.update("UPDATE counter SET value = ? WHERE name = 'digest_next'", done + 1);
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            sql.number("SELECT count(*) FROM trace WHERE key > ? AND key <= ?", done, last));
  }
}
