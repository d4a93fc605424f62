// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.analysis.Finding.Severity;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loops, tools that the model invented, and tools that failed. */
final class ToolRules {

  private static final int LOOP = 8;
  private static final int MANY_FAILURES = 6;
  private static final int MOST_NAMES = 6;

  private record Repeated(long parent, String tool) {}

  private ToolRules() {}

  static void find(TraceTree tree, List<Finding> found) {
    List<SpanRow> runs = new ArrayList<>();
    for (SpanRow span : tree.order()) {
      if (span.type() == SpanType.FUNCTION && !span.has(SpanFlag.REMOTE)) {
        runs.add(span);
      }
    }
    loops(tree, runs, found);
    Set<Long> madeUp = notOffered(tree, runs, found);
    failed(tree, runs, madeUp, found);
  }

  private static void loops(TraceTree tree, List<SpanRow> runs, List<Finding> found) {
    Map<Repeated, List<SpanRow>> groups = new LinkedHashMap<>();
    for (SpanRow run : runs) {
      groups
          .computeIfAbsent(new Repeated(run.parentId(), run.name()), key -> new ArrayList<>())
          .add(run);
    }
    for (List<SpanRow> group : groups.values()) {
      if (group.size() < LOOP) {
        continue;
      }
      Map<Long, Integer> same = new HashMap<>();
      int most = 0;
      for (SpanRow run : group) {
        long hash = run.tool() == null ? 0 : run.tool().argumentsHash();
        most = Math.max(most, same.merge(hash, 1, Integer::sum));
      }
      if (most < LOOP) {
        continue;
      }
      boolean stopped = tree.root().failed();
      SpanRow third = group.get(2);
      String times = group.size() + " × " + third.name();
      found.add(
          Finding.of(FindingKind.LOOP, Severity.ERROR)
              .text("Loop: ")
              .strong(times, third)
              .text(", " + most + " with the same arguments")
              .text(stopped ? ", until the limit stopped it." : ".")
              .build("loop: " + times + (stopped ? ", then stopped" : ""), third));
    }
  }

  /** Returns the runs of tools that were not offered. */
  private static Set<Long> notOffered(TraceTree tree, List<SpanRow> runs, List<Finding> found) {
    Set<Long> madeUp = new HashSet<>();
    Set<String> told = new HashSet<>();
    for (SpanRow call : tree.order()) {
      if (call.model() == null || call.model().notOffered().isEmpty()) {
        continue;
      }
      for (String tool : call.model().notOffered()) {
        SpanRow about = call;
        for (int i = 0; i < call.model().toolCalls().size(); i++) {
          if (call.model().toolCalls().get(i).equals(tool)) {
            SpanRow run = tree.runOf(call, call.model().callIds().get(i));
            if (run != null) {
              madeUp.add(run.id());
              about = run;
            }
          }
        }
        if (told.add(tool) && told.size() <= 3) {
          found.add(madeUp(tool, about, next(runs, about)));
        }
      }
    }
    return madeUp;
  }

  private static Finding madeUp(String tool, SpanRow about, String next) {
    return Finding.of(FindingKind.TOOL_NOT_OFFERED, Severity.ERROR)
        .text("The model called ")
        .strong(tool, about)
        .text(", which was not offered." + (next.isEmpty() ? "" : " It then used " + next + "."))
        .build("called " + tool + ", which was not offered", about);
  }

  private static String next(List<SpanRow> runs, SpanRow after) {
    for (SpanRow run : runs) {
      if (run.parentId() == after.parentId()
          && run.startNanos() > after.startNanos()
          && !run.failed()) {
        return run.name();
      }
    }
    return "";
  }

  private static void failed(
      TraceTree tree, List<SpanRow> runs, Set<Long> madeUp, List<Finding> found) {
    List<SpanRow> failed = new ArrayList<>();
    for (SpanRow run : runs) {
      if (run.failed() && !madeUp.contains(run.id())) {
        failed.add(run);
      }
    }
    SpanRow origin = RunRules.origin(tree);
    if (failed.size() > MANY_FAILURES) {
      boolean handled = failed.stream().allMatch(run -> isHandled(tree, run, origin));
      found.add(many(tree, failed, handled ? Severity.WARNING : Severity.ERROR));
      return;
    }
    boolean wentOn = !tree.root().failed();
    for (SpanRow run : failed.subList(0, Math.min(3, failed.size()))) {
      SpanRow agent = tree.agent(run);
      String why = run.error() == null ? "no reason given" : run.error().brief();
      boolean handled = isHandled(tree, run, origin);
      String after = wentOn ? ". The agent went on and answered." : ".";
      found.add(
          Finding.of(FindingKind.TOOL_FAILED, handled ? Severity.WARNING : Severity.ERROR)
              .strong(run.name(), run)
              .text(" failed" + (agent == null ? "" : " in " + agent.name()) + ": ")
              .text(why)
              .text(handled ? ". The model was told and went on." : after)
              .detail(
                  failed.size() > 3 && run.id() == failed.get(2).id()
                      ? more(failed.subList(3, failed.size()))
                      : null)
              .build(run.name() + ": " + why, run));
    }
  }

  /** Whether the run failed of something else, after the model had been told of this failure. */
  private static boolean isHandled(TraceTree tree, SpanRow run, @Nullable SpanRow origin) {
    if (origin == null || origin.id() == run.id()) {
      return false;
    }
    SpanRow agent = tree.agent(run);
    return tree.order().stream()
        .anyMatch(
            call ->
                call.type().isModelCall()
                    && call.startNanos() >= run.endOr(tree.end())
                    && Objects.equals(tree.agent(call), agent));
  }

  /** "2 more tool calls failed: sendMail 2×.", with a name for each. */
  private static String more(List<SpanRow> rest) {
    return rest.size()
        + (rest.size() == 1 ? " more tool call failed: " : " more tool calls failed: ")
        + names(rest)
        + ".";
  }

  private static Finding many(TraceTree tree, List<SpanRow> failed, Severity severity) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    Set<Long> parents = new HashSet<>();
    for (SpanRow run : failed) {
      reasons.merge(run.error() == null ? "no reason given" : run.error().brief(), 1, Integer::sum);
      parents.add(run.parentId());
    }
    Map.Entry<String, Integer> most =
        reasons.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    SpanRow first = failed.get(0);
    SpanRow agent = tree.agent(first);
    String runsOf = agent == null ? "" : " of " + agent.name();
    return Finding.of(FindingKind.TOOL_FAILED, severity)
        .strong(failed.size() + " calls of " + names(failed), first)
        .text(" failed: " + most.getKey())
        .text(most.getValue() < failed.size() ? " and others" : "")
        .text(", in " + Format.plural(parents.size(), "run") + runsOf + ".")
        .build(failed.size() + " × " + names(failed) + " failed: " + most.getKey(), first);
  }

  /** The tools, those that failed most often first. */
  private static String names(List<SpanRow> failed) {
    Map<String, Integer> times = new LinkedHashMap<>();
    failed.forEach(run -> times.merge(run.name(), 1, Integer::sum));
    List<String> names = new ArrayList<>(times.keySet());
    names.sort((a, b) -> Integer.compare(times.getOrDefault(b, 0), times.getOrDefault(a, 0)));
    String shown =
        names.subList(0, Math.min(MOST_NAMES, names.size())).stream()
            .map(name -> names.size() == 1 ? name : name + " " + times.get(name) + "×")
            .collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES
        ? shown + " and " + (names.size() - MOST_NAMES) + " more"
        : shown;
  }
}
