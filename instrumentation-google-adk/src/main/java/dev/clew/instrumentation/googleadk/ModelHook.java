// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.LlmRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.SpanNames;
import io.reactivex.rxjava3.core.Flowable;
import org.jspecify.annotations.Nullable;

/**
 * Traces models, the application's own included: {@code BaseLlm.generateContent(LlmRequest,
 * boolean)}.
 *
 * <p>Gemini and Claude send their request in the method itself, through their SDKs, which are
 * traced too: the span is current meanwhile, and their modules add to it.
 */
final class ModelHook implements Hook<ModelHook.Run> {
  private final CallObservations calls;

  ModelHook(CallObservations calls) {
    this.calls = calls;
  }

  /** A call of a model. */
  record Run(Observed first, LlmRequest request, boolean streamed) {}

  @Override
  public @Nullable Run enter(Call call) {
    LlmRequest request = call.argument(0, LlmRequest.class);
    BaseLlm model = call.self(BaseLlm.class);
    if (request == null || !AdkClasses.mayCall(request) || !AdkClasses.isReal(model)) {
      return null;
    }
    AgentPayload agent = AgentPayload.current();
    if (agent != null) {
      agent.modelCalled(request);
    }
    boolean streamed = Boolean.TRUE.equals(call.argument(1, Boolean.class));
    Observed first = begin(request, streamed);
    return first == null ? null : new Run(first, request, streamed);
  }

  @Override
  public @Nullable Object exit(Run run, @Nullable Object result, @Nullable Throwable thrown) {
    CallObservation call = run.first().call();
    call.exit();
    if (!(result instanceof Flowable<?> responses)) {
      call.finished(null, thrown);
      return result;
    }
    TracedFlowable<?> traced =
        new TracedFlowable<>(responses, new Start(run.first(), () -> again(run), calls.failures()));
    call.watch(traced);
    return traced;
  }

  private @Nullable Observed again(Run run) {
    Observed next = begin(run.request(), run.streamed());
    if (next != null) {
      next.call().exit();
    }
    return next;
  }

  /** Begins a call and makes it current. */
  private @Nullable Observed begin(LlmRequest request, boolean streamed) {
    ModelPayload payload = new ModelPayload(request, streamed);
    CallObservation call =
        CallObservation.begin(
            calls, SpanType.GENERATION, SpanNames.of("chat", payload.model()), payload);
    return call == null
        ? null
        : new Observed(call, call.callContext(), item -> payload.received(call, item));
  }
}
