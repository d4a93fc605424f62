// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** Answers with the text after the last colon of the prompt, or else with the whole prompt. */
final class EchoModel implements ChatModel {
  @Override
  public ChatResponse doChat(ChatRequest request) {
    String prompt =
        ((UserMessage) request.messages().get(request.messages().size() - 1)).singleText();
    String answer = prompt.substring(prompt.lastIndexOf(':') + 1).trim();
    return ChatResponse.builder().aiMessage(AiMessage.from(answer)).build();
  }
}
