// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Retrieval, embeddings, moderation, images and completions; each method prints its results. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    ChatModel chat =
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
    Map<String, Callable<String>> ways = new LinkedHashMap<>();
    Models models = new Models(args[0], args[1]);
    ways.put("image", models::image);
    ways.put("language", models::language);
    ways.put("moderation", models::moderation);
    Rag rag = new Rag(chat, streaming, models);
    ways.put("ingest", rag::ingest);
    ways.put("local", rag::local);
    ways.put("remote", rag::remote);
    ways.put("parallel", rag::parallel);
    ways.put("ranked", rag::ranked);
    ways.put("streamed", rag::streamed);
    ways.put("harmless", () -> rag.moderated("moderated-harmless"));
    ways.put("harmful", () -> rag.moderated("moderated-harmful"));
    ways.forEach(Main::run);
    System.exit(0);
  }

  private static void run(String name, Callable<String> way) {
    String outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e.toString();
    }
    System.out.println(name + ": " + outcome);
  }
}
