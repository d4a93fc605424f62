// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.InvocationContext;
import com.google.adk.sessions.Session;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import io.reactivex.rxjava3.core.Flowable;
import org.jspecify.annotations.Nullable;

/**
 * Traces agents of all kinds: {@code BaseAgent.runAsync} and {@code runLive}. The agent runs when
 * the returned stream is subscribed.
 */
final class AgentHook implements Hook<AgentHook.Run> {
  private final CallObservations calls;

  AgentHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A call of an agent. */
  record Run(BaseAgent agent, InvocationContext invocation) {}

  @Override
  public @Nullable Run enter(Call call) {
    BaseAgent agent = call.self(BaseAgent.class);
    InvocationContext invocation = call.argument(0, InvocationContext.class);
    return invocation == null || !AdkClasses.isReal(agent) ? null : new Run(agent, invocation);
  }

  @Override
  public @Nullable Object exit(Run run, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Flowable<?> events
        ? new TracedFlowable<>(events, new Start(null, () -> begin(run), calls.failures()))
        : result;
  }

  private @Nullable Observed begin(Run run) {
    AgentPayload payload = new AgentPayload(run.agent(), run.invocation());
    CallObservation call = CallObservation.start(calls, SpanType.AGENT, payload.name(), payload);
    if (call == null) {
      return null;
    }
    Session session = AdkClasses.mayCall(run.invocation()) ? run.invocation().session() : null;
    if (session != null && AdkClasses.mayCall(session)) {
      call.setGroupId(session.id());
    }
    return new Observed(
        call, call.callerContext().with(call.span(), AgentPayload.KEY, call), payload::chunk);
  }
}
