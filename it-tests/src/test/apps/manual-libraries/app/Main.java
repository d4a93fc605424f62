// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.Clew;
import dev.clew.ClewSpan;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;

/** Own spans around the calls of a library, and within a tool that a library calls. */
public final class Main {
  private Main() {}

  interface Assistant {
    String chat(String text);
  }

  public static final class Fares {
    @Tool("the fare")
    public String fare() {
      try (ClewSpan span = Clew.retrieval("fares").input("Lisbon").start()) {
        span.document("12", "table", 1);
        return "12";
      }
    }
  }

  public static void main(String[] args) {
    try (ClewSpan agent = Clew.agent("own").start()) {
      System.out.println(openAi(args));
      try (ClewSpan call = Clew.generation("own call").start()) {
        call.data("attempt", 1);
        System.out.println(openAi(args));
      }
    }
    OpenAiChatModel model =
        OpenAiChatModel.builder().baseUrl(args[0]).apiKey(args[1]).modelName("gpt-4o").build();
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(model).tools(new Fares()).build();
    System.out.println(assistant.chat("fare please"));
  }

  private static String openAi(String[] args) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage("hello").build();
    return client.chat().completions().create(params).choices().get(0).message().content().get();
  }
}
