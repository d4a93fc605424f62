// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.agent.Decision;
import dev.langchain4j.agentic.scope.AgentInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Notes which agent of a planner's loop has finished, the source of the next handoff, and who makes
 * the choice that the loop asks its planner for right then.
 */
final class SubagentFinishedHook implements Hook<Scope> {
  private final AgentHops hops;

  SubagentFinishedHook(AgentHops hops) {
    this.hops = hops;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    PlannerRun run = hops.loop(call.self(Object.class));
    if (run == null) {
      return null;
    }
    AgentInvocation finished = call.required(0, AgentInvocation.class);
    Context context = Context.current();
    if (!PendingHandoff.isPendingIn(context)) { // it was passed over, or runs asynchronously
      run.finished(AgentNames.of(finished.agentType(), finished.agentName()));
    }
    return context.with(Decision.KEY, run.decide()).makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
