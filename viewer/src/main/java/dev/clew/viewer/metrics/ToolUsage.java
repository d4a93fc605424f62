// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How one tool was used.
 *
 * @param figures of its runs
 * @param first the start of the first trace with it, nanoseconds since 1970; 0 if it never ran
 * @param offered model calls to which it was offered
 * @param invented model calls that called it though it had not been offered
 */
public record ToolUsage(
    String name, Figures figures, long first, long last, long offered, long invented) {

  /**
   * All tools of the selected traces.
   *
   * @param modelCalls how many model calls there were
   * @param oneIn see {@link Groups#oneIn}
   */
  public record Overview(List<ToolUsage> tools, long modelCalls, int oneIn) {}

  private static final int MOST = 500;

  /** Offered, and neither run nor called. */
  public boolean isNeverCalled() {
    return offered > 0 && figures.get(Sum.TRACES) == 0;
  }

  /** Finds them, the most frequently run first. */
  public static Overview all(TraceStore store, Selection selection) {
    Groups runs = store.groups(GroupQuery.of("tool", selection, MOST));
    Map<String, Long> offered = calls(store, "offered", selection);
    Map<String, Long> invented = calls(store, "invented", selection);
    List<ToolUsage> tools = new ArrayList<>();
    Map<String, Long> unused = new TreeMap<>(offered);
    for (Groups.Group run : runs.groups()) {
      unused.remove(run.value());
      tools.add(
          new ToolUsage(
              run.value(),
              run.figures(),
              run.first(),
              run.last(),
              offered.getOrDefault(run.value(), 0L),
              invented.getOrDefault(run.value(), 0L)));
    }
    unused.forEach((name, calls) -> tools.add(new ToolUsage(name, new Figures(), 0, 0, calls, 0)));
    tools.sort(
        Comparator.<ToolUsage>comparingLong(tool -> tool.figures.get(Sum.CALLS))
            .reversed()
            .thenComparing(ToolUsage::name));
    long modelCalls =
        store
            .groups(GroupQuery.of("type", selection, 20).only(Set.of("generation", "response")))
            .groups()
            .stream()
            .mapToLong(group -> group.figures().get(Sum.CALLS))
            .sum();
    return new Overview(tools, modelCalls, runs.oneIn());
  }

  private static Map<String, Long> calls(TraceStore store, String field, Selection selection) {
    Map<String, Long> calls = new HashMap<>();
    for (Groups.Group group : store.groups(GroupQuery.of(field, selection, MOST)).groups()) {
      calls.put(group.value(), group.figures().get(Sum.CALLS));
    }
    return calls;
  }
}
