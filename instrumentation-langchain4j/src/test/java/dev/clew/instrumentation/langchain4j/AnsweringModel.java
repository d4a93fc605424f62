// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An application's model that gives prepared answers, complete or in two chunks. */
public final class AnsweringModel {
  private final Deque<AiMessage> answers = new ArrayDeque<>();
  private final List<ChatRequest> requests = new ArrayList<>();

  /** Answers with a text. */
  public AnsweringModel text(String text) {
    answers.add(AiMessage.from(text));
    return this;
  }

  /** Requests tools, given as alternating {@code name} and JSON arguments. */
  public AnsweringModel tools(String... namesAndArguments) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (int i = 0; i < namesAndArguments.length; i += 2) {
      calls.add(
          ToolExecutionRequest.builder()
              .id("call_" + (i / 2 + 1))
              .name(namesAndArguments[i])
              .arguments(namesAndArguments[i + 1])
              .build());
    }
    answers.add(AiMessage.from(calls));
    return this;
  }

  /** Returns the requests so far. */
  public synchronized List<ChatRequest> requests() {
    return List.copyOf(requests);
  }

  private synchronized ChatResponse next(ChatRequest request) {
    requests.add(request);
    AiMessage answer = answers.poll();
    if (answer == null) {
      throw new IllegalStateException("no answer is left");
    }
    return ChatResponse.builder().aiMessage(answer).tokenUsage(new TokenUsage(1, 1)).build();
  }

  /** Returns the model as one that is not streaming. */
  public ChatModel whole() {
    return new Whole(this);
  }

  /** Returns the model as one that streams on the caller's thread. */
  public StreamingChatModel streaming() {
    return new Streaming(this);
  }

  private record Whole(AnsweringModel answers) implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return answers.next(request);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return ChatRequestParameters.builder().modelName("own-1").build();
    }
  }

  private record Streaming(AnsweringModel answers) implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      ChatResponse response = answers.next(request);
      String text = response.aiMessage().text();
      if (text != null) {
        handler.onPartialResponse(text.substring(0, 1));
        handler.onPartialResponse(text.substring(1));
      }
      handler.onCompleteResponse(response);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return ChatRequestParameters.builder().modelName("own-1").build();
    }
  }
}
