// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.analysis.TraceDigest;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.NumberField;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A single run of a tool. */
public record ToolRun(TraceRow trace, SpanRow span) {

  private static final int AT_ONCE = 50;

  /** Of so many traces at most failed runs are looked for: most runs may have ended well. */
  private static final int MOST_TRACES = 1_000;

  /** The latest runs of a tool in the selected traces, the latest first. */
  public static List<ToolRun> latest(
      TraceStore store, Selection selection, String tool, int limit) {
    return latest(store, with(selection, tool), tool, limit, false);
  }

  /** The same, of those that failed. */
  public static List<ToolRun> failed(
      TraceStore store, Selection selection, String tool, int limit) {
    Selection with = with(selection, tool);
    Filter failed = new Filter.Compare(NumberField.ERRORS, Filter.Order.MORE, 0);
    return latest(
        store,
        new Selection(
            new Filter.And(List.of(with.filter(), failed)), with.from(), with.to(), with.ids()),
        tool,
        limit,
        true);
  }

  /** What makes the error of this run one with others, see {@link ErrorGroup#id}. */
  public Optional<String> errorId() {
    return TraceDigest.errorId(span);
  }

  /** The message of its error without what differs from run to run. */
  public Optional<String> errorText() {
    return TraceDigest.errorText(span);
  }

  private static Selection with(Selection selection, String tool) {
    return new Selection(
        new Filter.And(
            List.of(
                selection.filter(),
                new Filter.Match("tool", true, List.of(tool.toLowerCase(Locale.ROOT))))),
        selection.from(),
        selection.to(),
        selection.ids());
  }

  private static List<ToolRun> latest(
      TraceStore store, Selection with, String tool, int limit, boolean failed) {
    List<ToolRun> runs = new ArrayList<>();
    TraceQuery query = TraceQuery.latest(with, AT_ONCE);
    TraceStore.TracePage page;
    int traces = 0;
    do {
      page = store.list(query);
      for (TraceRow row : page.rows()) {
        of(store, row, tool).stream()
            .filter(run -> !failed || run.span.failed())
            .forEach(runs::add);
        if (runs.size() >= limit) {
          return List.copyOf(runs.subList(0, limit));
        }
        query = query.after(Cursor.of(row, query));
        traces++;
      }
    } while (page.more() && !(failed && traces >= MOST_TRACES));
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
