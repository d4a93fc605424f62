// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent: of a remote one as its client sees it, or of a served one.
 *
 * @param inside the context in which the run's span is current
 */
record Run(CallObservation call, RunPayload payload, Context inside) {
  /** Starts a run; null if it is not recorded. */
  static @Nullable Run start(CallObservations calls, RunPayload payload) {
    Context caller = Context.current();
    AgentRun agent = AgentRun.start(calls.tracer(), caller, payload, null);
    return of(
        new CallObservation(calls, agent.span(), false, payload, caller), payload, agent.context());
  }

  /** Starts a run that a framework's agent consists of, whose span is current; else its own. */
  static @Nullable Run ofFramework(CallObservations calls, RunPayload payload) {
    Context caller = Context.current();
    Span agent = caller.span();
    if (agent == null || agent.type() != SpanType.AGENT) {
      return start(calls, payload);
    }
    return of(new CallObservation(calls, agent, true, payload, caller), payload, caller);
  }

  private static @Nullable Run of(CallObservation call, RunPayload payload, Context context) {
    if (!call.span().isRecording()) {
      return null;
    }
    payload.belongsTo(call.span());
    return new Run(call, payload, context);
  }

  /** Returns the run under {@code key} if the current span represents it, or null. */
  static @Nullable Run current(ContextKey<Run> key) {
    Context context = Context.current();
    Run run = context.get(key);
    return run != null && run.call.span() == context.span() ? run : null;
  }

  /** Makes the run current, and known under {@code key}. */
  Scope enter(ContextKey<Run> key) {
    return inside.with(key, this).makeCurrent();
  }
}
