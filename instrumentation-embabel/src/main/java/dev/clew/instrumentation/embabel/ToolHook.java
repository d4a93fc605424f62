// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.data.HandoffData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.HandoffConvention;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.Handoff;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.call.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Traces the method with which the library's own loop runs a tool that a model has requested. A
 * callback of Spring AI below it recognises the tool by its arguments.
 */
final class ToolHook implements Hook<ToolHook.State> {
  private final Tracer tracer;
  private final HandoffConvention handoffs;

  ToolHook(Tracer tracer, HandoffConvention handoffs) {
    this.tracer = tracer;
    this.handoffs = handoffs;
  }

  /**
   * A call in progress.
   *
   * @param run null for a handoff
   */
  record State(@Nullable ToolRun run, @Nullable Span handoff, @Nullable Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Object request = call.argument(1, Object.class);
    String name = request == null ? null : Processes.text(request, "getName");
    String input = request == null ? null : Processes.text(request, "getArguments");
    if (request == null || name == null || input == null) {
      return null;
    }
    Context context = Context.current();
    String target = handoffs.target(name);
    if (target != null) {
      AgentRun agent = AgentRun.asking(context);
      HandoffData data =
          new HandoffData(agent == null ? null : agent.name(), target, Handoff.BY_MODEL);
      return new State(null, Handoff.start(tracer, context, data), null);
    }
    String id = Processes.text(request, "getId");
    ToolPayload payload = new ToolPayload(name, () -> input, input.length(), id);
    ToolRun run = ToolRun.start(tracer, context, input, payload);
    return new State(run, null, run.in(context).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    ToolRun run = state.run();
    Scope scope = state.scope();
    if (run == null || scope == null) {
      if (state.handoff() != null) {
        Outcome.of(thrown == null ? null : SpanError.of(thrown)).apply(state.handoff());
      }
      return result;
    }
    scope.close();
    String text = Processes.content(result);
    run.end(() -> text, Processes.error(result), thrown != null ? thrown : Processes.cause(result));
    return result;
  }
}
