// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A recorded run as steps in chronological order. Built from the narrow spans alone: the texts of a
 * step are read when it is shown.
 */
public final class Replay {

  /** The kind of a step. */
  public enum Kind {
    INPUT,
    AGENT_START,
    AGENT_END,
    MESSAGE,
    TOOL_CALL,
    TOOL_RESULT,
    HANDOFF,
    GUARDRAIL,
    RETRIEVAL,
    EMBEDDING,
    STEP,
    ERROR,
    OUTPUT;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One step.
   *
   * @param number from 1
   * @param atNanos since 1970
   * @param part distinguishes steps of the same kind in one span, from 0; for a message, 0 is the
   *     model's input and 1 its answer
   */
  public record Step(int number, Kind kind, long atNanos, SpanRow span, int part) {}

  private final TraceTree tree;
  private final List<Step> steps = new ArrayList<>();

  private Replay(TraceTree tree) {
    this.tree = tree;
  }

  public static List<Step> of(TraceTree tree) {
    Replay replay = new Replay(tree);
    tree.order().forEach(replay::add);
    replay.steps.sort(Comparator.comparingLong(Step::atNanos));
    List<Step> numbered = new ArrayList<>(replay.steps.size());
    for (Step step : replay.steps) {
      numbered.add(
          new Step(numbered.size() + 1, step.kind(), step.atNanos(), step.span(), step.part()));
    }
    return numbered;
  }

  private void add(SpanRow span) {
    boolean root = tree.depth(span) == 0;
    if (root && span.type() == SpanType.AGENT && span.input() != null) {
      step(Kind.INPUT, span.startNanos(), span, 0);
    }
    switch (span.type()) {
      case AGENT -> agent(span, root);
      case GENERATION, RESPONSE -> modelCall(span);
      case FUNCTION -> function(span);
      case HANDOFF -> step(Kind.HANDOFF, span.startNanos(), span, 0);
      case GUARDRAIL -> end(Kind.GUARDRAIL, span);
      case RETRIEVAL -> end(Kind.RETRIEVAL, span);
      case EMBEDDING -> end(Kind.EMBEDDING, span);
      default -> end(Kind.STEP, span);
    }
  }

  private void agent(SpanRow span, boolean root) {
    step(Kind.AGENT_START, span.startNanos(), span, 0);
    if (!span.isOpen()) {
      Kind end = span.failed() ? Kind.ERROR : root ? Kind.OUTPUT : Kind.AGENT_END;
      step(end, span.endNanos(), span, 0);
    }
  }

  private void modelCall(SpanRow span) {
    SpanRow previous = tree.previousCall(span);
    boolean toldMore =
        span.input() != null && (previous == null || !span.input().equals(previous.input()));
    if (toldMore) {
      step(Kind.MESSAGE, span.startNanos(), span, 0);
    }
    if (span.isOpen()) {
      return;
    }
    if (span.failed()) {
      step(Kind.ERROR, span.endNanos(), span, 0);
      return;
    }
    int calls = span.model() == null ? 0 : span.model().toolCalls().size();
    boolean onlyCalls = calls > 0 && span.output() == null;
    if (!onlyCalls) {
      step(Kind.MESSAGE, span.endNanos(), span, 1);
    }
    for (int i = 0; i < calls; i++) {
      step(Kind.TOOL_CALL, span.endNanos(), span, i);
    }
  }

  private void function(SpanRow span) {
    if (tree.askedBy(span) == null && !span.has(SpanFlag.INFERRED)) {
      step(Kind.STEP, span.startNanos(), span, 0);
    }
    if (!span.isOpen()) {
      step(Kind.TOOL_RESULT, span.endNanos(), span, 0);
    }
  }

  private void end(Kind kind, SpanRow span) {
    step(kind, span.endOr(tree.end()), span, 0);
  }

  private void step(Kind kind, long at, SpanRow span, int part) {
    steps.add(new Step(0, kind, at, span, part));
  }
}
