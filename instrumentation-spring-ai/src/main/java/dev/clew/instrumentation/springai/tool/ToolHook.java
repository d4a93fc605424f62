// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tool;

import dev.clew.api.data.HandoffData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.HandoffConvention;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.Handoff;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.ReceiverNames;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;

/**
 * Traces {@code ToolCallback.call}. The outermost callback of a tool has the span; those that it
 * delegates to only report exceptions, which the library turns into text for the model.
 */
final class ToolHook implements Hook<ToolHook.State> {
  /** Adds arguments of its own, and passes the tool's to a callback that is woven too. */
  private static final String AUGMENTED = "org.springframework.ai.tool.augment.";

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
   * @param scope null if the span belongs to an outer callback
   */
  record State(@Nullable ToolRun run, @Nullable Span handoff, @Nullable Scope scope) {}

  @Override
  @SuppressWarnings("ReferenceEquality") // a delegating callback passes its input on
  public @Nullable State enter(Call call) {
    String input = call.argument(0, String.class); // null while a mock is stubbed
    ToolCallback callback = call.self(ToolCallback.class);
    if (input == null
        || ReceiverNames.isProxy(callback)
        || callback.getClass().getName().startsWith(AUGMENTED)) {
      return null;
    }
    ToolRun outer = ToolRun.current();
    if (outer != null && outer.request() == input) {
      return new State(outer, null, null);
    }
    Context context = Context.current();
    RequestedCalls requested = context.get(RequestedCalls.KEY);
    ToolCall asked = requested == null ? null : requested.take(input);
    String known = asked != null ? asked.name() : LibraryObjects.toolName(callback);
    String name = known != null ? known : ReceiverNames.name(callback);
    String target = handoffs.target(name);
    if (target != null) {
      AgentRun agent = AgentRun.asking(context);
      HandoffData data =
          new HandoffData(agent == null ? null : agent.name(), target, Handoff.BY_MODEL);
      return new State(null, Handoff.start(tracer, context, data), null);
    }
    ToolPayload payload =
        new ToolPayload(name, () -> input, input.length(), asked == null ? null : asked.id());
    ToolRun run = ToolRun.start(tracer, context, input, payload);
    return new State(run, null, run.in(context).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    Throwable real = thrown == null ? null : thrownByTool(thrown);
    ToolRun run = state.run();
    Scope scope = state.scope();
    if (state.handoff() != null) {
      Outcome.of(real == null ? null : SpanError.of(real)).apply(state.handoff());
    } else if (run != null && scope != null) {
      scope.close();
      run.end(() -> (String) result, null, real);
    } else if (run != null && real != null) {
      run.recordException(real);
    } else if (run != null) {
      run.succeeded();
    }
    return result;
  }

  private static Throwable thrownByTool(Throwable thrown) {
    // By exact class: an application's subclass may override getCause arbitrarily.
    Throwable cause = thrown.getClass() == ToolExecutionException.class ? thrown.getCause() : null;
    return cause != null ? cause : thrown;
  }
}
