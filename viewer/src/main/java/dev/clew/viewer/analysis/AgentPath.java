// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agents in the order in which they ran, and how each followed the previous one. */
public final class AgentPath {

  private static final int MAX = 60;

  /** How an agent came to run, relative to the previous one. */
  public enum Relation {
    START(""),
    NESTED(" › "),
    HANDOFF(" → "),
    PARALLEL(" ∥ "),
    NEXT(", ");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A run of an agent, or several consecutive ones.
   *
   * @param failed true if one of them failed, or a tool that it called
   */
  public record Step(String name, SpanRow span, Relation relation, boolean failed, int runs) {}

  private AgentPath() {}

  /**
   * The path of a trace. An agent to which was handed over and which left no run of its own is in
   * it, too: an application that runs the loop itself has no span for it.
   */
  public static List<Step> of(TraceTree tree) {
    Set<String> handedTo = new HashSet<>();
    Set<String> ran = new HashSet<>();
    for (SpanRow span : tree.order()) {
      if (span.handoff() != null) {
        handedTo.add(span.handoff().to());
      } else if (span.type() == SpanType.AGENT) {
        ran.add(span.name());
      }
    }
    List<Step> steps = new ArrayList<>();
    for (SpanRow agent : tree.order()) {
      SpanRow.Handoff handoff = agent.handoff();
      if (handoff != null && !ran.contains(handoff.to()) && steps.size() < MAX) {
        steps.add(new Step(handoff.to(), agent, Relation.HANDOFF, false, 1));
      }
      if (agent.type() != SpanType.AGENT) {
        continue;
      }
      Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
      boolean failed = failed(tree, agent);
      if (last != null && last.name().equals(agent.name())) {
        steps.set(
            steps.size() - 1,
            new Step(
                last.name(),
                last.span(),
                last.relation(),
                last.failed() || failed,
                last.runs() + 1));
      } else if (steps.size() < MAX) {
        steps.add(new Step(agent.name(), agent, relation(tree, last, agent, handedTo), failed, 1));
      }
    }
    return steps;
  }

  private static Relation relation(
      TraceTree tree, @Nullable Step last, SpanRow agent, Set<String> handedTo) {
    if (last == null) {
      return Relation.START;
    }
    SpanRow before = last.span();
    boolean nested = agent.parentId() == before.id();
    if (handedTo.contains(agent.name())) {
      return overlap(tree, before, agent) && !nested ? Relation.PARALLEL : Relation.HANDOFF;
    }
    if (nested) {
      return Relation.NESTED;
    }
    return overlap(tree, before, agent) ? Relation.PARALLEL : Relation.NEXT;
  }

  private static boolean overlap(TraceTree tree, SpanRow before, SpanRow agent) {
    return before.parentId() == agent.parentId() && agent.startNanos() < before.endOr(tree.end());
  }

  private static boolean failed(TraceTree tree, SpanRow agent) {
    return agent.failed()
        || tree.children(agent).stream()
            .anyMatch(child -> child.type() != SpanType.AGENT && child.failed());
  }

  /** As one line: {@code desk › triage → refunds}. */
  public static String line(List<Step> steps) {
    StringBuilder line = new StringBuilder();
    for (Step step : steps) {
      line.append(step.relation().sign).append(step.name());
      if (step.runs() > 1) {
        line.append(String.format(Locale.ROOT, " ×%d", step.runs()));
      }
    }
    return line.toString();
  }
}
