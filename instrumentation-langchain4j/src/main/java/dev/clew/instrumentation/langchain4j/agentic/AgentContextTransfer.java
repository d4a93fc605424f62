// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.ContextTransfer;
import org.jspecify.annotations.Nullable;

/**
 * Carries contexts to the threads on which the library runs agents.
 *
 * <p>What both sides of a hop share: the planner's loop for parallel agents, the arguments for an
 * asynchronous one, and the exception for the recovery of one that failed there.
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

  void leave(Object agentArguments) {
    arguments.leave(agentArguments);
  }

  /** Returns the context of the agent that is called with {@code agentArguments}. */
  Context arrive(Object agentArguments) {
    return arguments.arrive(agentArguments);
  }

  void failed(Throwable failure, Context context) {
    failures.put(failure, context);
  }

  @Nullable Context recover(Object failure) {
    return failures.remove(failure);
  }
}
