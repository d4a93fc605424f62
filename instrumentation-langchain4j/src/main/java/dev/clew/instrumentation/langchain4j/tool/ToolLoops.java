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
 * Tool loops that an application runs itself, with nothing above the calls of its model: what a
 * call asks for, and the call that carries the results, go on in its trace, side by side.
 *
 * <p>The model's requests for tools are what all steps share. Known by identity: a conversation
 * that was stored and read again is a new trace.
 */
public final class ToolLoops {
  private final WeakIdentityMap<Object, Span> askedBy = new WeakIdentityMap<>();

  /**
   * Notes the tools that an answer asks for.
   *
   * @param caller the context that the model was called in
   */
  public void asked(@Nullable ChatResponse answer, Context caller, Span generation) {
    AiMessage message = Exchanges.answer(answer);
    if (caller.span() != null || message == null || !message.hasToolExecutionRequests()) {
      return;
    }
    // The content has the requests in it: they would keep themselves alive.
    Span place = generation.withoutContent();
    message.toolExecutionRequests().forEach(request -> askedBy.put(request, place));
  }

  /** Returns the span beside which a call goes on that brings results of tools, or null. */
  public @Nullable Span continuedBy(ChatRequest request) {
    List<ChatMessage> messages = Exchanges.messages(request);
    int last = messages.size() - 1;
    int asking = last;
    while (asking >= 0 && messages.get(asking) instanceof ToolExecutionResultMessage) {
      asking--;
    }
    Span beside = null;
    if (asking >= 0
        && asking < last
        && messages.get(asking) instanceof AiMessage message
        && LibraryObjects.mayAsk(message)) {
      for (ToolExecutionRequest answered : message.toolExecutionRequests()) {
        Span place = askedBy.remove(answered);
        beside = place == null ? beside : place;
      }
    }
    return beside;
  }

  /** Returns the context for a tool that runs outside any trace. */
  Context contextOf(ToolExecutionRequest request, Context outside) {
    Span place = askedBy.get(request);
    return place == null ? outside : TraceContinuation.beside(place, outside);
  }
}
