// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.Decision;
import org.jspecify.annotations.Nullable;

/** Follows a planner's loop, which starts with the choice of the first agents. */
final class PlannerLoopHook implements Hook<PlannerLoopHook.State> {
  private final AgentContextTransfer transfer;

  PlannerLoopHook(AgentContextTransfer transfer) {
    this.transfer = transfer;
  }

  record State(Object loop, PlannerRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Object loop = call.self(Object.class);
    PlannerRun run = transfer.loop(loop);
    if (run == null) {
      return null;
    }
    return new State(loop, run, run.context().with(Decision.KEY, run.decide()).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    state.run().endIteration(thrown);
    // If the loop was interrupted, parallel agents may not have started yet.
    if (thrown == null) {
      transfer.ended(state.loop());
    }
    return result;
  }
}
