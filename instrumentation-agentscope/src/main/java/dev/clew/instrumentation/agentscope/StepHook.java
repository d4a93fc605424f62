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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Traces what surrounds agents: pipelines, which version 1 has, and the {@code LongTermMemory}'s
 * {@code record} and {@code retrieve}.
 */
final class StepHook implements Hook<StepHook.Step> {
  private final CallObservations calls;

  StepHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A step that begins when it is subscribed. */
  record Step(String name, String owner, @Nullable Object input) {}

  @Override
  public @Nullable Step enter(Call call) {
    Object owner = call.self(Object.class);
    if (!LibraryObjects.isReal(owner)) {
      return null;
    }
    String type = ReceiverNames.name(owner);
    String name = call.label() + " " + type;
    return new Step(name, type, Values.snapshot(call.argument(0, Object.class)));
  }

  @Override
  public @Nullable Object exit(Step step, @Nullable Object result, @Nullable Throwable thrown) {
    Start start = new Start(null, caller -> begin(step), calls.failures());
    if (result instanceof Mono<?> mono) {
      return new TracedMono<>(mono, start);
    }
    return result instanceof Flux<?> flux ? new TracedFlux<>(flux, start) : result;
  }

  private @Nullable Started begin(Step step) {
    StepContent content = new StepContent(step);
    CallObservation call = CallObservation.start(calls, SpanType.CUSTOM, step.name(), content);
    return call == null ? null : new Started(call);
  }
}
