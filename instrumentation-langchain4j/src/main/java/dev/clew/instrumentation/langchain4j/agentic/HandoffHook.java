// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.data.HandoffData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.Handoff;
import dev.langchain4j.agentic.internal.AgentExecutor;
import dev.langchain4j.agentic.internal.AsyncResponse;
import org.jspecify.annotations.Nullable;

/**
 * Traces the handoff from a workflow or planner to an agent: {@code AgentExecutor.execute}, called
 * once per handoff.
 *
 * <p>The span has no duration: the method also runs the agent, which has its own span, and the
 * planner's next decision. The context is restored for both, because with parallel agents a new
 * thread starts with this method.
 */
final class HandoffHook implements Hook<HandoffHook.State> {
  private final Tracer tracer;
  private final AgentContextTransfer transfer;

  HandoffHook(Tracer tracer, AgentContextTransfer transfer) {
    this.tracer = tracer;
    this.transfer = transfer;
  }

  record State(Handoff handoff, @Nullable PlannerRun planner, String to, Scope scope) {}

  @Override
  public State enter(Call call) {
    AgentExecutor executor = call.self(AgentExecutor.class);
    PlannerRun planner = transfer.loop(call.argument(1, Object.class));
    Context context = planner == null ? Context.current() : planner.contextOf(executor, tracer);
    String to = AgentNames.of(executor);
    HandoffData data =
        planner == null
            ? new HandoffData(null, to, null)
            : new HandoffData(planner.from(), to, planner.decidedBy());
    Handoff handoff = new Handoff(data, context);
    return new State(handoff, planner, to, handoff.asPending().makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null || result instanceof AsyncResponse) {
      // An agent whose inputs are missing was intended; an asynchronous one may not have started.
      state.handoff().complete(tracer);
    } else if (state.planner() != null && state.handoff().isCompleted()) {
      state.planner().finished(state.to());
    }
    state.scope().close();
    return result;
  }
}
