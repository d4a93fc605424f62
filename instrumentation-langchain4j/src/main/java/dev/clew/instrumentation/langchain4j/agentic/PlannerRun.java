// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.Decision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a planner's loop: its context, the agent that finished last, and the pending decision.
 *
 * <p>Each iteration of a {@code LoopAgent} has its own span, because its agents have the same names
 * each time and could not be told apart otherwise.
 */
final class PlannerRun {
  private static final String WORKFLOW = "workflow";

  /**
   * How a workflow chooses its next agent.
   *
   * <p>Derived from the planner's class, because a planner's topology is reported as a sequence
   * unless it overrides it, and the supervisor does not.
   */
  private enum Planning {
    SEQUENCE,
    LOOP,
    BRANCH,
    /**
     * The supervisor and the application's own planners; a model's part in the choice is observed.
     */
    OTHER;

    static Planning of(Class<?> planner) {
      return switch (planner.getSimpleName()) {
        case "SequentialPlanner" -> SEQUENCE;
        case "LoopPlanner" -> LOOP;
        case "ParallelPlanner", "ParallelMapperPlanner", "ConditionalPlanner" -> BRANCH;
        default -> OTHER;
      };
    }
  }

  private final Context context;
  private final Planning planning;
  private volatile @Nullable String lastAgent;
  private volatile Decision decision = new Decision();

  // A loop calls its agents one after the other, on its own thread.
  private @Nullable Object firstAgent;
  private @Nullable Span iteration;
  private int iterations;

  PlannerRun(Context context, Class<?> planner) {
    this.context = context;
    this.planning = Planning.of(planner);
  }

  /** Returns the context of the workflow. */
  Context context() {
    return context;
  }

  /** Returns the agent that hands off. */
  @Nullable String from() {
    AgentRun workflow = AgentRun.of(context);
    String last = isChain() ? lastAgent : null;
    return last != null || workflow == null ? last : workflow.name();
  }

  /** Returns whether each agent receives control from the one that finished before it. */
  private boolean isChain() {
    return planning == Planning.SEQUENCE || planning == Planning.LOOP;
  }

  void finished(String agent) {
    lastAgent = agent;
  }

  /** Starts a new decision about the next agents. */
  Decision decide() {
    Decision next = new Decision();
    decision = next;
    return next;
  }

  /** Returns the wire value of {@code decided_by} for agents called now. */
  String decidedBy() {
    return planning == Planning.OTHER ? decision.decidedBy() : WORKFLOW;
  }

  /** Returns the context of {@code agent}; within a loop, that is the iteration. */
  Context contextOf(Object agent, Tracer tracer) {
    if (planning != Planning.LOOP) {
      return context;
    }
    if (firstAgent == null || firstAgent == agent) {
      firstAgent = agent;
      nextIteration(tracer);
    }
    Span span = iteration;
    return span == null ? context : context.with(span);
  }

  private void nextIteration(Tracer tracer) {
    endIteration(null);
    int number = ++iterations;
    String name = "iteration " + number;
    iteration =
        tracer.start(
            context,
            SpanType.CUSTOM,
            name,
            () -> new CustomData(name, Map.of("iteration", number)));
  }

  /** Ends the current iteration, if any, as failed if {@code thrown} is not null. */
  void endIteration(@Nullable Throwable thrown) {
    Span span = iteration;
    if (span == null) {
      return;
    }
    iteration = null;
    if (thrown == null) {
      span.end();
    } else {
      span.fail(Failures.error(thrown));
    }
  }
}
