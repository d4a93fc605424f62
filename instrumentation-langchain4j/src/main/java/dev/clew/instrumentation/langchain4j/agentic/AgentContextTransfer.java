// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.ContextTransfer;
import org.jspecify.annotations.Nullable;

/**
 * Carries contexts to the threads on which the library runs agents.
 *
 * <p>The key is an object known to both sides: the planner's loop for parallel agents, the
 * arguments for an asynchronous agent, and the exception for the recovery of an agent that failed.
 */
final class AgentContextTransfer {
  private final WeakIdentityMap<Object, PlannerRun> loops = new WeakIdentityMap<>();
  private final ContextTransfer arguments = new ContextTransfer();
  private final WeakIdentityMap<Object, Context> failures = new WeakIdentityMap<>();

  void began(Object loop, PlannerRun run) {
    loops.put(loop, run);
  }

  @Nullable PlannerRun loop(@Nullable Object loop) {
    return loop == null ? null : loops.get(loop);
  }

  void ended(Object loop) {
    loops.remove(loop);
  }

  void capture(Object agentArguments) {
    arguments.capture(agentArguments);
  }

  /** Returns the context of the agent called with {@code agentArguments}. */
  Context take(Object agentArguments) {
    return arguments.take(agentArguments);
  }

  void failed(Throwable failure, Context context) {
    failures.put(failure, context);
  }

  @Nullable Context recover(Object failure) {
    return failures.remove(failure);
  }
}
