// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.StoreStatistics;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The state of the store. */
final class StatisticsQuery {

  private StatisticsQuery() {}

  /** The size of the file without its free pages. */
  static long bytes(Handle handle) {
    return (number(handle, "PRAGMA page_count") - number(handle, "PRAGMA freelist_count"))
        * number(handle, "PRAGMA page_size");
  }

  static long freePages(Handle handle) {
    return number(handle, "PRAGMA freelist_count");
  }

  static long traces(Handle handle) {
    return number(handle, "SELECT count(*) FROM trace WHERE spans > 0");
  }

  private record Counts(long traces, long spans, long running) {}

  private static Counts counts(Handle handle) {
    return handle
        .createQuery("SELECT count(*), total(spans), total(running) FROM trace WHERE spans > 0")
        .map((row, context) -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
        .one();
  }

  static StoreStatistics of(Handle handle, Path file) {
    Counts counts = counts(handle);
    return new StoreStatistics(
        "sqlite",
        file.toString(),
        SchemaVersion.CURRENT,
        bytes(handle),
        counts.traces(),
        counts.spans(),
        counts.running(),
        number(handle, "SELECT ifnull(min(start_nanos), 0) FROM trace WHERE spans > 0"),
        number(handle, "SELECT ifnull(max(start_nanos), 0) FROM trace WHERE spans > 0"),
        number(handle, "SELECT value FROM counter WHERE name = 'revision'"),
        number(handle, TextIndex.WAITING),
        new StoreStatistics.ContentState(
            spansWith(handle, "redacted"),
            spansWith(handle, "truncated"),
            spansWith(handle, "dropped"),
            spansWith(handle, "withheld")),
        values(handle, Facet.PRICE_SOURCE),
        values(handle, Facet.UNPRICED));
  }

  private static long number(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }

  private static long spansWith(Handle handle, String content) {
    return new GroupQueries(
            handle, GroupQuery.of("content", Selection.ALL, 4).only(Set.of(content)))
        .run().groups().stream().mapToLong(group -> group.figures().get(Figures.Sum.CALLS)).sum();
  }

  private static List<String> values(Handle handle, String field) {
    return TraceQueries.strings(
        handle,
        "SELECT value FROM facet f WHERE field = ? AND EXISTS"
            + " (SELECT 1 FROM trace_facet WHERE facet_key = f.key) ORDER BY value LIMIT 100",
        field);
  }
}
