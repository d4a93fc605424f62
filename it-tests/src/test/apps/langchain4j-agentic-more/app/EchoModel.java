// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** Answers what it was told after the last colon; without one, with all of it. */
final class EchoModel implements ChatModel {
  @Override
  public ChatResponse doChat(ChatRequest request) {
    String said =
        ((UserMessage) request.messages().get(request.messages().size() - 1)).singleText();
    String answer = said.substring(said.lastIndexOf(':') + 1).trim();
    return ChatResponse.builder().aiMessage(AiMessage.from(answer)).build();
  }
}
