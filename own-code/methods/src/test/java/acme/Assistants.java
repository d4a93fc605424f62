// SPDX-License-Identifier: Apache-2.0
package acme;

import dev.clew.annotation.ToolSpan;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;

/** An application on LangChain4j whose tools have annotations of both. */
public final class Assistants {
  private Assistants() {}

  /** What LangChain4j implements. */
  public interface Assistant {
    String answer(String question);
  }

  /** The tools. */
  public static final class Tools {
    @Tool("Looks a fare up")
    @ToolSpan(name = "price", group = "$1")
    public String fare(String city) {
      return city + ": " + helper(city);
    }

    @ToolSpan
    String helper(String city) {
      return "90";
    }
  }

  /** Asks for the tool, then answers. */
  public static final class Model implements ChatModel {
    private boolean asked;

    @Override
    public ChatResponse doChat(ChatRequest request) {
      AiMessage message =
          asked
              ? AiMessage.from("done")
              : AiMessage.from(
                  ToolExecutionRequest.builder()
                      .id("call_1")
                      .name("fare")
                      .arguments("{\"arg0\":\"Rome\",\"city\":\"Rome\"}")
                      .build());
      asked = true;
      return ChatResponse.builder().aiMessage(message).build();
    }
  }

  public static Assistant create() {
    return AiServices.builder(Assistant.class).chatModel(new Model()).tools(new Tools()).build();
  }
}
