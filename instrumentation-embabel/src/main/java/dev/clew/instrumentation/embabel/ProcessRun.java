// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.WorkflowStep;
import org.jspecify.annotations.Nullable;

/** One run of a process: until it has reached its goal, waits, or cannot go on. */
final class ProcessRun {
  /** The process that is running. */
  static final ContextKey<ProcessRun> KEY = ContextKey.named("embabel process");

  private final AgentRun run;
  private final ProcessPayload payload;
  private final Object process;
  private final Context context;
  private volatile @Nullable WorkflowStep step;
  private volatile @Nullable String lastAgent;

  ProcessRun(AgentRun run, ProcessPayload payload, Object process) {
    this.run = run;
    this.payload = payload;
    this.process = process;
    this.context = run.context().with(KEY, this);
  }

  AgentRun run() {
    return run;
  }

  ProcessPayload payload() {
    return payload;
  }

  Context context() {
    return context;
  }

  boolean isOf(Object object) {
    return process == object;
  }

  /** Returns the context for an action that is starting, as a step after those before. */
  Context actionStarts(String action) {
    payload.actionStarts(action);
    WorkflowStep last = step;
    if (last != null && last.isOfAgent()) {
      lastAgent = last.name();
    }
    WorkflowStep next = new WorkflowStep(run, lastAgent, action);
    step = next;
    return next.in(context);
  }
}
