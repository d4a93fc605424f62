// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;

/** Requests the tool named after "please" in the prompt, and echoes everything else. */
final class DeskModel implements ChatModel {
  private static final String PLEASE = "please ";

  @Override
  public ChatResponse doChat(ChatRequest request) {
    List<ChatMessage> messages = request.messages();
    ChatMessage last = messages.get(messages.size() - 1);
    return ChatResponse.builder().aiMessage(answer(last)).build();
  }

  private static AiMessage answer(ChatMessage last) {
    if (last instanceof ToolExecutionResultMessage) {
      return AiMessage.from("done");
    }
    String said = ((UserMessage) last).singleText();
    return said.startsWith(PLEASE)
        ? AiMessage.from(
            ToolExecutionRequest.builder()
                .id("1")
                .name(said.substring(PLEASE.length()))
                .arguments("{}")
                .build())
        : AiMessage.from(said);
  }
}
