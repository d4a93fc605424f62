// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import io.reactivex.rxjava3.core.Single;
import org.jspecify.annotations.Nullable;

/**
 * Traces what an agent does besides calling models and tools: {@code
 * BaseCodeExecutor.executeCode(InvocationContext, CodeExecutionInput)}, which blocks, and {@code
 * BaseMemoryService.searchMemory(String, String, String)}.
 */
final class StepHook implements Hook<StepHook.Step> {
  private final CallObservations calls;

  StepHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A step that has begun. */
  record Step(CallObservation call, String name, Object input) {}

  @Override
  public @Nullable Step enter(Call call) {
    Object input = call.argument(call.argumentCount() - 1, Object.class);
    if (input == null || !AdkClasses.isReal(call.self(Object.class))) {
      return null;
    }
    String name = String.valueOf(call.label());
    CallObservation begun = begin(name, input);
    return begun == null ? null : new Step(begun, name, input);
  }

  private @Nullable CallObservation begin(String name, Object input) {
    return CallObservation.begin(calls, SpanType.CUSTOM, name, new StepPayload(name, input));
  }

  @Override
  public @Nullable Object exit(Step step, @Nullable Object result, @Nullable Throwable thrown) {
    CallObservation call = step.call();
    call.exit();
    if (result instanceof Single<?> found) {
      TracedSingle<?> traced =
          new TracedSingle<>(found, new Start(observed(call), () -> again(step), calls.failures()));
      call.watch(traced);
      return traced;
    }
    call.finished(result, thrown);
    return result;
  }

  private @Nullable Observed again(Step step) {
    CallObservation next = begin(step.name(), step.input());
    if (next == null) {
      return null;
    }
    next.exit();
    return observed(next);
  }

  private static Observed observed(CallObservation call) {
    return new Observed(call, call.callContext(), call::answered);
  }
}
