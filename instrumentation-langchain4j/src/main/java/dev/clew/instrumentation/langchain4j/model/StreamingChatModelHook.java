// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.tool.ToolLoops;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.stream.HandlerProxy;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code StreamingChatModel.chat} and {@code doChat}: the handler, always the last argument,
 * is replaced by a listening one, whose final callback ends the span.
 *
 * <p>The span is current while the request is issued, so that a traced SDK beneath enriches it.
 */
final class StreamingChatModelHook extends ChatModelHook {
  private final CallObservations calls;
  private final StreamingHandles streams;

  StreamingChatModelHook(
      CallObservations calls, ToolLoops loops, ModelInfos models, StreamingHandles streams) {
    super(calls.tracer(), loops, models);
    this.calls = calls;
    this.streams = streams;
  }

  @Override
  protected @Nullable ChatPayload begin(Object receiver, Call call) {
    return call.argument(call.argumentCount() - 1, Object.class) == null
        ? null
        : payload(receiver, call, true);
  }

  @Override
  protected CallObservation stream(ChatPayload payload, Span span, Context parent, Call call) {
    CallObservation observation = new CallObservation(calls, span, false, payload, parent);
    int last = call.argumentCount() - 1;
    StreamingChatResponseHandler proxy =
        HandlerProxy.around(
            StreamingChatResponseHandler.class,
            call.required(last, StreamingChatResponseHandler.class),
            new StreamingChatListener(observation, payload, streams),
            calls.failures());
    observation.watch(proxy);
    call.replaceArgument(last, proxy);
    return observation;
  }
}
