// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Every way to use LangChain4j; each prints its results. */
public final class Main {
  private final Map<String, Callable<String>> ways = new LinkedHashMap<>();

  private Main() {}

  public static void main(String[] args) {
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("gpt-4o")
            .temperature(0.5)
            .maxRetries(0)
            .build();
    StreamingChatModel streaming =
        OpenAiStreamingChatModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("gpt-4o")
            .build();
    Main main = new Main();
    main.models(model, streaming);
    main.services(model, streaming);
    main.ways.forEach(Main::run);
    System.exit(0);
  }

  private void models(ChatModel model, StreamingChatModel streaming) {
    ways.put("model", () -> model.chat("model"));
    ways.put("model-fails", () -> model.chat("model-fails"));
    ways.put("own-do-chat", () -> new OwnModels.Echo().chat("own-do-chat"));
    ways.put("own-chat", () -> new OwnModels.Shout().chat("own-chat"));
    ways.put("own-fails", () -> new OwnModels.Broken().chat("own-fails"));
    ways.put("streaming", () -> Streams.read(streaming, "streaming"));
    ways.put("streaming-fails", () -> Streams.read(streaming, "streaming-fails"));
  }

  private void services(ChatModel model, StreamingChatModel streaming) {
    Services services = new Services(model, streaming);
    ways.put("tools", () -> services.withTools("tools"));
    ways.put("concurrent", () -> services.withConcurrentTools("concurrent"));
    ways.put("nested", () -> services.nested("nested"));
    ways.put("own-executor", () -> services.ownExecutor("own-executor"));
    ways.put("token-stream", () -> services.tokenStream("token-stream"));
    ways.put("service-fails", () -> services.withTools("service-fails"));
  }

  private static void run(String name, Callable<String> way) {
    String outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e + " caused by " + e.getCause();
    }
    System.out.println(name + ": " + outcome);
  }
}
