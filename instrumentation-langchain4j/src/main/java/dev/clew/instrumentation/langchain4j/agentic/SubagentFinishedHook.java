// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.langchain4j.agentic.scope.AgentInvocation;
import org.jspecify.annotations.Nullable;

/** Notes which agent of a planner's loop has finished, the source of the next handoff. */
final class SubagentFinishedHook implements Hook<Object> {
  private final AgentHops hops;

  SubagentFinishedHook(AgentHops hops) {
    this.hops = hops;
  }

  @Override
  public @Nullable Object enter(Call call) {
    AgentHops.PlannerRun loop = hops.loop(call.self(Object.class));
    if (loop != null) {
      AgentInvocation finished = call.required(0, AgentInvocation.class);
      loop.finished(AgentNames.of(finished.agentType(), finished.agentName()));
    }
    return null;
  }
}
