// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Starts a decision when a loop asks its planner for the next agents, after a subagent has
 * finished.
 */
final class SubagentFinishedHook implements Hook<Scope> {
  private final AgentContextTransfer transfer;

  SubagentFinishedHook(AgentContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    PlannerRun run = transfer.loop(call.self(Object.class));
    if (run == null) {
      return null;
    }
    return Context.current().with(Decision.KEY, run.decide()).makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
