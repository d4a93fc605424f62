// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** An assistant with a tool that calls another service. */
public final class Main {
  private Main() {}

  interface Assistant {
    String chat(String message);
  }

  static final class Desk {
    private final URI service;

    Desk(URI service) {
      this.service = service;
    }

    @Tool("Asks the other desk.")
    public String ask(String phrase) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(service).POST(HttpRequest.BodyPublishers.ofString(phrase)).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
  }

  public static void main(String[] args) {
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(
                OpenAiChatModel.builder()
                    .baseUrl(args[0])
                    .apiKey(args[1])
                    .modelName("gpt-4o")
                    .build())
            .tools(new Desk(URI.create(args[2])))
            .build();
    System.out.println(assistant.chat("asked"));
    System.exit(0);
  }
}
