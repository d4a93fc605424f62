// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.GroupQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects the answer to a {@link GroupQuery}, trace by trace. */
public final class GroupSums {

  private static final class Sum {
    private final Figures figures = new Figures();
    private final SortedMap<Long, Figures> series = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
  }

  private final GroupQuery query;
  private final Map<String, Sum> sums = new HashMap<>();

  public GroupSums(GroupQuery query) {
    this.query = query;
  }

  /** Adds what a trace has of a value. */
  public void add(String value, long startNanos, Figures figures) {
    add(value, startNanos, sum -> sum.add(figures));
  }

  /** Adds what a trace has of a value, in the form of {@link Figures#encoded}. */
  public void addEncoded(String value, long startNanos, byte[] figures) {
    add(value, startNanos, sum -> sum.addEncoded(figures));
  }

  private void add(String value, long startNanos, Consumer<Figures> figures) {
    if (!query.values().isEmpty() && !query.values().contains(value)) {
      return;
    }
    Sum sum = sums.computeIfAbsent(value, each -> new Sum());
    figures.accept(sum.figures);
    long minute = Math.floorDiv(startNanos, GroupQuery.MINUTE) * GroupQuery.MINUTE;
    sum.first = Math.min(sum.first, minute);
    sum.last = Math.max(sum.last, minute);
    if (query.bucketNanos() > 0) {
      long bucket = Math.floorDiv(startNanos, query.bucketNanos()) * query.bucketNanos();
      figures.accept(sum.series.computeIfAbsent(bucket, each -> new Figures()));
    }
  }

  /**
   * The groups.
   *
   * @param oneIn of how many traces one was added
   */
  public Groups groups(int oneIn) {
    List<Groups.Group> groups = new ArrayList<>();
    sums.forEach(
        (value, sum) -> {
          if (oneIn > 1) {
            sum.figures.multiply(oneIn);
            sum.series.values().forEach(figures -> figures.multiply(oneIn));
          }
          groups.add(new Groups.Group(value, sum.figures, sum.first, sum.last, sum.series));
        });
    groups.sort(MOST_FIRST);
    boolean more = groups.size() > query.limit();
    return new Groups(more ? List.copyOf(groups.subList(0, query.limit())) : groups, more, oneIn);
  }

  /** The order of groups. */
  public static final Comparator<Groups.Group> MOST_FIRST =
      Comparator.<Groups.Group>comparingLong(group -> group.figures().get(Figures.Sum.CALLS))
          .thenComparingLong(group -> group.figures().get(Figures.Sum.TRACES))
          .reversed()
          .thenComparing(Groups.Group::value);
}
