// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.data.HandoffData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.langchain4j.agentic.internal.AgentExecutor;
import dev.langchain4j.agentic.planner.AgentInstance;
import org.jspecify.annotations.Nullable;

/**
 * Traces the point where a workflow or planner passes control to an agent: {@code
 * AgentExecutor.execute}, once per transfer.
 *
 * <p>The span is an instant: the method also runs the agent, which has a span of its own, and the
 * planner's next decision. For both it restores the context, because with parallel agents the
 * method is where a new thread begins.
 */
final class HandoffHook implements Hook<Scope> {
  private final Tracer tracer;
  private final AgentHops hops;

  HandoffHook(Tracer tracer, AgentHops hops) {
    this.tracer = tracer;
    this.hops = hops;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    AgentExecutor executor = call.self(AgentExecutor.class);
    AgentHops.PlannerRun loop = hops.loop(call.argument(1, Object.class));
    Context current = Context.current();
    Context context = current.span() == null && loop != null ? loop.context() : current;

    AgentInstance parent = executor.parent();
    Planning planning = Planning.of(parent);
    String to = AgentNames.of(executor);
    String from = parent == null ? null : AgentNames.of(parent);
    if (planning.isChain() && loop != null && loop.lastAgent() != null) {
      from = loop.lastAgent();
    }
    HandoffData data = new HandoffData(from, to, planning.decidedBy());
    String name = (from == null ? "" : from + " ") + "→ " + to;
    tracer.start(context, SpanType.HANDOFF, name, () -> data).end();
    return context == current ? null : context.makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
