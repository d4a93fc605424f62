// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Guardrails, tools and return types of AI services; each method prints its results. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("gpt-4o")
            .maxRetries(0)
            .build();
    StreamingChatModel streaming =
        OpenAiStreamingChatModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("gpt-4o")
            .build();
    Map<String, Callable<Object>> ways = new LinkedHashMap<>();
    new Guarded(model, streaming).addTo(ways);
    new Tooled(model).addTo(ways);
    new Returning(model, streaming).addTo(ways);
    ways.forEach(Main::run);
    System.exit(0);
  }

  private static void run(String name, Callable<Object> way) {
    Object outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e + " caused by " + e.getCause();
    }
    System.out.println(name + ": " + outcome);
  }
}
