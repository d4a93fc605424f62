// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.analysis.AgentEdge;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which agents took part, and the ways between them.
 *
 * @param oneIn see {@link Groups#oneIn}
 */
public record AgentGraph(List<Agent> agents, List<Edge> edges, int oneIn) {

  private static final int MOST = 200;

  /**
   * One agent.
   *
   * @param loops traces with it in which the same call was made again and again
   */
  public record Agent(String name, Figures figures, long loops) {}

  /**
   * A way between two.
   *
   * @param isLoop whether handoffs lead back to where it starts
   */
  public record Edge(AgentEdge way, Figures figures, boolean isLoop) {}

  public static AgentGraph of(TraceStore store, Selection selection) {
    Groups agents = store.groups(GroupQuery.of("agent", selection, MOST));
    Map<String, Long> loops = new HashMap<>();
    Filter looping =
        new Filter.And(
            List.of(selection.filter(), new Filter.Match("finding", true, List.of("loop"))));
    store
        .groups(
            GroupQuery.of(
                "agent",
                new Selection(looping, selection.from(), selection.to(), selection.ids()),
                MOST))
        .groups()
        .forEach(group -> loops.put(group.value(), group.figures().get(Figures.Sum.TRACES)));
    List<AgentEdge> ways = new ArrayList<>();
    Map<AgentEdge, Figures> figures = new HashMap<>();
    for (Groups.Group group : store.groups(GroupQuery.of("edge", selection, MOST)).groups()) {
      AgentEdge.of(group.value())
          .ifPresent(
              way -> {
                ways.add(way);
                figures.put(way, group.figures());
              });
    }
    Map<String, Set<String>> next = handoffs(ways);
    List<Edge> edges = new ArrayList<>();
    for (AgentEdge way : ways) {
      edges.add(
          new Edge(
              way,
              figures.getOrDefault(way, new Figures()),
              way.handoff() && leads(way.to(), way.from(), next)));
    }
    return new AgentGraph(
        agents.groups().stream()
            .map(
                group ->
                    new Agent(
                        group.value(), group.figures(), loops.getOrDefault(group.value(), 0L)))
            .toList(),
        edges,
        agents.oneIn());
  }

  private static Map<String, Set<String>> handoffs(List<AgentEdge> ways) {
    Map<String, Set<String>> next = new HashMap<>();
    for (AgentEdge way : ways) {
      if (way.handoff()) {
        next.computeIfAbsent(way.from(), name -> new HashSet<>()).add(way.to());
      }
    }
    return next;
  }

  private static boolean leads(String from, String to, Map<String, Set<String>> next) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String at = open.pop();
      if (at.equals(to)) {
        return true;
      }
      for (String each : next.getOrDefault(at, Set.of())) {
        if (seen.add(each)) {
          open.push(each);
        }
      }
    }
    return false;
  }
}
