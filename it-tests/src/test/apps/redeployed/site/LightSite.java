// SPDX-License-Identifier: Apache-2.0
package site;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** A program that deploys quickly: only LangChain4j, with its own model. */
public final class LightSite {
  private LightSite() {}

  public static void serve(String url, String key, ScheduledExecutorService shared)
      throws Exception {
    ChatModel model = new Echo();
    try (Tools tools = new Tools(shared, () -> model.chat("from a tool"))) {
      AiServices.builder(Desk.class).chatModel(model).tools(tools).build().serve("please fan out");
    }
  }

  private static final class Echo implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      List<ChatMessage> messages = request.messages();
      boolean asks =
          !request.toolSpecifications().isEmpty()
              && !(messages.get(messages.size() - 1) instanceof ToolExecutionResultMessage);
      AiMessage answer =
          asks
              ? AiMessage.from(
                  ToolExecutionRequest.builder().id("1").name("fanOut").arguments("{}").build())
              : AiMessage.from("an answer");
      return ChatResponse.builder().aiMessage(answer).build();
    }
  }
}
