// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.tools.BaseTool;
import com.google.adk.tools.FunctionTool;
import com.google.adk.tools.ToolContext;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces tools of all kinds: {@code BaseTool.runAsync(Map, ToolContext)}. Many do their work in the
 * method itself, others when its result is subscribed.
 */
final class ToolHook implements Hook<ToolHook.Run> {
  private static final String TRANSFER = "com.google.adk.flows.llmflows.AgentTransfer";

  private final CallObservations calls;

  ToolHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A call of a tool. */
  record Run(
      Observed first, Scope scope, BaseTool tool, Map<?, ?> arguments, ToolContext context) {}

  @Override
  public @Nullable Run enter(Call call) {
    BaseTool tool = call.self(BaseTool.class);
    Map<?, ?> arguments = call.argument(0, Map.class);
    ToolContext context = call.argument(1, ToolContext.class);
    if (context == null || arguments == null || !AdkClasses.isReal(tool) || isTransfer(tool)) {
      return null;
    }
    String name = AdkClasses.name(tool);
    ToolRun outer = ToolRun.current();
    if (outer != null && outer.matches(context, null, null) && outer.span().name().equals(name)) {
      return null; // the method of a superclass, or of a tool that this one wraps
    }
    Map<?, ?> copy = PlainValues.copy(arguments);
    Observed first = begin(tool, copy, context);
    return first == null ? null : new Run(first, first.enter(), tool, copy, context);
  }

  /** A transfer to another agent is a handoff; see {@link TransferHook}. */
  private static boolean isTransfer(BaseTool tool) {
    return tool instanceof FunctionTool function
        && AdkClasses.mayCall(function)
        && function.func().getDeclaringClass().getName().equals(TRANSFER);
  }

  @Override
  public @Nullable Object exit(Run run, @Nullable Object result, @Nullable Throwable thrown) {
    run.scope().close();
    CallObservation call = run.first().call();
    if (!(result instanceof Single<?> answer)) {
      call.finished(null, thrown);
      return result;
    }
    TracedSingle<?> traced =
        new TracedSingle<>(
            answer,
            new Start(
                run.first(),
                () -> begin(run.tool(), run.arguments(), run.context()),
                calls.failures()));
    call.watch(traced);
    return traced;
  }

  private @Nullable Observed begin(BaseTool tool, Map<?, ?> arguments, ToolContext context) {
    Context caller = Context.current();
    ToolCallPayload payload =
        new ToolCallPayload(AdkClasses.name(tool), tool.getClass(), arguments, context);
    ToolRun run = ToolRun.start(calls.tracer(), caller, context, payload.tool());
    if (!run.span().isRecording()) {
      return null;
    }
    CallObservation call = new CallObservation(calls, run.span(), false, payload, caller);
    Context inside = run.in(caller).with(ToolCallPayload.KEY, payload);
    return new Observed(call, inside, call::answered);
  }
}
