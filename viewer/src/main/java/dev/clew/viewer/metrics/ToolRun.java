// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A single run of a tool. */
public record ToolRun(TraceRow trace, SpanRow span) {

  private static final int AT_ONCE = 50;

  /** The latest runs of a tool in the selected traces, the latest first. */
  public static List<ToolRun> latest(
      TraceStore store, Selection selection, String tool, int limit) {
    Selection with =
        new Selection(
            new Filter.And(
                List.of(
                    selection.filter(),
                    new Filter.Match("tool", true, List.of(tool.toLowerCase(Locale.ROOT))))),
            selection.from(),
            selection.to(),
            selection.ids());
    List<ToolRun> runs = new ArrayList<>();
    TraceQuery query = TraceQuery.latest(with, AT_ONCE);
    TraceStore.TracePage page;
    do {
      page = store.list(query);
      for (TraceRow row : page.rows()) {
        runs.addAll(of(store, row, tool));
        if (runs.size() >= limit) {
          return List.copyOf(runs.subList(0, limit));
        }
        query = query.after(Cursor.of(row, query));
      }
    } while (page.more());
    return runs;
  }

  private static List<ToolRun> of(TraceStore store, TraceRow row, String tool) {
    return store.trace(row.id()).stream()
        .flatMap(trace -> trace.spans().stream())
        .filter(
            span ->
                span.type() == SpanType.FUNCTION
                    && !span.has(SpanFlag.REMOTE)
                    && span.name().equalsIgnoreCase(tool))
        .sorted(Comparator.comparingLong(SpanRow::startNanos).reversed())
        .map(span -> new ToolRun(row, span))
        .toList();
  }
}
