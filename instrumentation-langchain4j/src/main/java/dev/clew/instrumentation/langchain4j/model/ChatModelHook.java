// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.tool.ToolLoops;
import dev.clew.kit.call.TraceContinuation;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code ChatModel.chat} and {@code doChat}, both the library's and the application's
 * implementations.
 *
 * <p>The span is current while the model runs, so that a traced SDK beneath enriches it.
 */
class ChatModelHook extends LangChain4jHook<ChatPayload> {
  private final ToolLoops loops;
  private final ModelInfos models;

  ChatModelHook(Tracer tracer, ToolLoops loops, ModelInfos models) {
    super(tracer, ChatPayload.KIND);
    this.loops = loops;
    this.models = models;
  }

  @Override
  protected @Nullable ChatPayload begin(Object receiver, Call call) {
    return payload(receiver, call, false);
  }

  /** Returns the payload of a call that is starting. */
  final ChatPayload payload(Object model, Call call, boolean streamed) {
    ChatRequest request = call.required(0, ChatRequest.class);
    LangChain4jAgent.modelCalled(request);
    return new ChatPayload(models.of(model), request, streamed, loops);
  }

  @Override
  protected final void nestedCall(ChatPayload payload, Call call) {
    payload.refresh(call.required(0, ChatRequest.class));
  }

  @Override
  protected final Span start(Tracer tracer, Context parent, ChatPayload payload, Call call) {
    Span sibling =
        parent.span() == null ? loops.continuedBy(call.required(0, ChatRequest.class)) : null;
    return TraceContinuation.start(
        tracer, parent, sibling, payload.type(), payload.name(), payload);
  }

  @Override
  protected final void answered(ChatPayload payload, Span span, Object result) {
    payload.result(result);
    loops.toolsRequested((ChatResponse) result, Context.current(), span);
  }
}
