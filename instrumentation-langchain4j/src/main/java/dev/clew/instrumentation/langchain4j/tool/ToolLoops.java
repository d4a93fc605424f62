// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.langchain4j.message.Exchanges;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.TraceContinuation;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tool loops that an application runs itself, without a span above its model calls: the requested
 * tools and the call that carries their results continue the trace as siblings.
 *
 * <p>All steps share the model's tool requests, compared by identity: a conversation that was
 * stored and read again starts a new trace.
 */
public final class ToolLoops {
  private final WeakIdentityMap<Object, Span> requestedBy = new WeakIdentityMap<>();

  /**
   * Records the tools that an answer requests.
   *
   * @param caller the context in which the model was called
   */
  public void toolsRequested(@Nullable ChatResponse answer, Context caller, Span generation) {
    AiMessage message = Exchanges.answer(answer);
    if (caller.span() != null || message == null || !message.hasToolExecutionRequests()) {
      return;
    }
    // The span's content contains the requests, so they would keep themselves alive.
    Span place = generation.reference();
    message.toolExecutionRequests().forEach(request -> requestedBy.put(request, place));
  }

  /** Returns the span whose sibling a call with tool results should be, or null. */
  public @Nullable Span continuedBy(ChatRequest request) {
    List<ChatMessage> messages = Exchanges.messages(request);
    int last = messages.size() - 1;
    int requestIndex = last;
    while (requestIndex >= 0 && messages.get(requestIndex) instanceof ToolExecutionResultMessage) {
      requestIndex--;
    }
    Span sibling = null;
    if (requestIndex >= 0
        && requestIndex < last
        && messages.get(requestIndex) instanceof AiMessage message
        && LibraryObjects.mayCall(message)) {
      for (ToolExecutionRequest answered : message.toolExecutionRequests()) {
        Span place = requestedBy.remove(answered);
        sibling = place == null ? sibling : place;
      }
    }
    return sibling;
  }

  /** Returns the context for a tool that runs outside any trace. */
  Context contextOf(ToolExecutionRequest request, Context outside) {
    Span place = requestedBy.get(request);
    return place == null ? outside : TraceContinuation.beside(place, outside);
  }
}
