// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.HandoffData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow, which may be the work of an agent or anything else.
 *
 * <p>Only an agent that starts in it tells. Then the workflow has handed over to it from the agent
 * of an earlier step, if there was one.
 */
public final class WorkflowStep {
  private static final ContextKey<WorkflowStep> KEY = ContextKey.named("workflow step");

  private final AgentRun workflow;
  private final @Nullable String from;
  private final String name;
  private final AtomicBoolean ofAgent = new AtomicBoolean();

  /**
   * Describes a step that is starting.
   *
   * @param from the latest step before it in which an agent was at work, or null
   */
  public WorkflowStep(AgentRun workflow, @Nullable String from, String name) {
    this.workflow = workflow;
    this.from = from;
    this.name = name;
  }

  /** Returns {@code context} with this step under way. */
  public Context in(Context context) {
    return context.with(KEY, this);
  }

  /** Returns the workflow if the work in {@code context} is a step of it, or null. */
  static @Nullable AgentRun workflow(Context context, @Nullable AgentRun nearest) {
    WorkflowStep step = context.get(KEY);
    return step != null && step.workflow == nearest ? nearest : null;
  }

  /** Returns the name of the step. */
  public String name() {
    return name;
  }

  /** Returns whether an agent has started in the step. */
  public boolean isOfAgent() {
    return ofAgent.get();
  }

  /**
   * Records that an agent starts in {@code context}.
   *
   * @param caller the run that it is part of, which may be far below the workflow
   */
  static void agentStarts(Tracer tracer, Context context, @Nullable AgentRun caller) {
    WorkflowStep step = context.get(KEY);
    if (step != null && step.workflow == caller && step.ofAgent.compareAndSet(false, true)) {
      step.handOff(tracer, context);
    }
  }

  private void handOff(Tracer tracer, Context agent) {
    if (from != null && !from.equals(name) && workflow.payload().type() == SpanType.AGENT) {
      HandoffData data = new HandoffData(from, name, Handoff.BY_WORKFLOW);
      Handoff.start(tracer, agent, data).end();
    }
  }
}
