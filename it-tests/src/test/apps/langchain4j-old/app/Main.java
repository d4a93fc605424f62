// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatLanguageModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;

/** LangChain4j before 1.0, when models had a different interface. */
public final class Main {
  private Main() {}

  interface Assistant {
    String answer(String question);
  }

  /** A tool. */
  public static final class Fares {
    @Tool("Looks a fare up")
    String fare(String to) {
      return "189 EUR to " + to;
    }
  }

  public static void main(String[] args) {
    ChatLanguageModel model =
        OpenAiChatModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("gpt-4o")
            .maxRetries(0)
            .build();
    Assistant assistant =
        AiServices.builder(Assistant.class).chatLanguageModel(model).tools(new Fares()).build();
    System.out.println(assistant.answer("a fare please"));
    System.exit(3);
  }
}
