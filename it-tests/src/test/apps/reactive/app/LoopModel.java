// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;

/** Requests the tool, then answers with its result, from an event loop. */
final class LoopModel implements StreamingChatModel {
  private final EventLoop loop;

  LoopModel(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    loop.execute(
        () -> {
          AiMessage answer = answer(request.messages());
          if (answer.text() != null) {
            handler.onPartialResponse(answer.text());
          }
          handler.onCompleteResponse(ChatResponse.builder().aiMessage(answer).build());
        });
  }

  private static AiMessage answer(List<ChatMessage> messages) {
    ChatMessage last = messages.get(messages.size() - 1);
    return last instanceof ToolExecutionResultMessage result
        ? AiMessage.from(result.text())
        : AiMessage.from(
            ToolExecutionRequest.builder().id("1").name("consult").arguments("{}").build());
  }
}
