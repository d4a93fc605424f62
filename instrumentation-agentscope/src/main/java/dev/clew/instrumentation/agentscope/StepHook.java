// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.ReceiverNames;
import dev.clew.kit.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * Traces what surrounds agents: pipelines, which version 1 has, {@code LongTermMemory}'s {@code
 * record} and {@code retrieve}, and {@code Knowledge.retrieve(String, RetrieveConfig)}, whose types
 * version 2 has deprecated. They begin when they are subscribed.
 */
final class StepHook implements Hook<StepContent.Step> {
  private final CallObservations calls;

  StepHook(CallObservations calls) {
    this.calls = calls;
  }

  @Override
  public StepContent.@Nullable Step enter(Call call) {
    Object owner = call.self(Object.class);
    if (!LibraryObjects.isReal(owner)) {
      return null;
    }
    boolean search = AgentScopeModule.SEARCH.equals(call.label());
    Object config = search ? call.argument(1, Object.class) : null;
    return new StepContent.Step(
        String.valueOf(call.label()),
        ReceiverNames.name(owner),
        Values.snapshot(call.argument(0, Object.class)),
        LibraryObjects.READER.number(config, "getLimit"));
  }

  @Override
  public @Nullable Object exit(
      StepContent.Step step, @Nullable Object result, @Nullable Throwable thrown) {
    Start start = new Start(null, caller -> begin(step), calls.failures());
    return start.traced(result);
  }

  private @Nullable Started begin(StepContent.Step step) {
    SpanType type = step.isSearch() ? SpanType.RETRIEVAL : SpanType.CUSTOM;
    CallObservation call = CallObservation.start(calls, type, step.name(), new StepContent(step));
    return call == null ? null : new Started(call);
  }
}
