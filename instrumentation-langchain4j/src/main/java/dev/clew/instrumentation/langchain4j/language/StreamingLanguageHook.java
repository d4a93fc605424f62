// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.HandlerProxy;
import dev.langchain4j.model.StreamingResponseHandler;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code StreamingLanguageModel.generate}: the handler is replaced by a listening one, whose
 * final callback ends the span.
 */
final class StreamingLanguageHook extends LangChain4jHook<LanguagePayload> {
  private final CallObservations calls;
  private final ModelInfos models;

  StreamingLanguageHook(CallObservations calls, ModelInfos models) {
    super(calls.tracer(), LanguagePayload.KIND);
    this.calls = calls;
    this.models = models;
  }

  @Override
  protected @Nullable LanguagePayload begin(Object receiver, Call call) {
    String prompt = Prompts.text(call.argument(0, Object.class));
    return prompt == null || call.argument(1, Object.class) == null
        ? null
        : new LanguagePayload(models.of(receiver), prompt, true);
  }

  @Override
  protected CallObservation stream(LanguagePayload payload, Span span, Context parent, Call call) {
    CallObservation observation = new CallObservation(calls, span, false, payload, parent);
    StreamingResponseHandler<?> proxy =
        HandlerProxy.around(
            StreamingResponseHandler.class,
            call.required(1, StreamingResponseHandler.class),
            new TextListener(observation),
            calls.failures());
    observation.watch(proxy);
    call.replaceArgument(1, proxy);
    return observation;
  }

  /**
   * Interprets the callbacks. As with chat models, an exception thrown by the application's own
   * callback is reported back to it and does not end the stream.
   */
  private record TextListener(CallObservation call) implements HandlerProxy.Listener {
    @Override
    public Context called(String method, Object[] arguments, boolean fromHandler) {
      Object first = arguments.length == 0 ? null : arguments[0];
      switch (method) {
        case "onNext" -> call.chunk(first == null ? "" : first);
        case "onComplete" -> call.answered(first);
        case "onError" -> {
          if (fromHandler) {
            call.span().addEvent("handler failed", Failures.text((Throwable) arguments[0]));
          } else if (first != null) {
            call.failed(Failures.cause((Throwable) first));
          }
        }
        default -> {}
      }
      return call.callerContext();
    }

    @Override
    public boolean mayCall(Throwable thrown) {
      return Failures.isOfJdkOrLibrary(thrown);
    }

    @Override
    public Context fallback() {
      return call.callerContext();
    }
  }
}
