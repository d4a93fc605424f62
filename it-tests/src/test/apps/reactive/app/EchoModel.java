// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** Answers with the prompt. */
final class EchoModel implements ChatModel {
  @Override
  public ChatResponse doChat(ChatRequest request) {
    UserMessage last = (UserMessage) request.messages().get(request.messages().size() - 1);
    return ChatResponse.builder().aiMessage(AiMessage.from(last.singleText())).build();
  }
}
