// SPDX-License-Identifier: Apache-2.0
package site;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A deployed program that uses both libraries and OpenTelemetry and releases everything when it
 * ends.
 */
public final class Site {
  private Site() {}

  public static void serve(String url, String key, ScheduledExecutorService shared)
      throws Exception {
    ExecutorService connections = Executors.newFixedThreadPool(2);
    OpenAIClient client = client(url, key, connections);
    try (Telemetry telemetry = new Telemetry();
        Tools tools =
            new Tools(shared, () -> client.chat().completions().create(about("from a tool")))) {
      telemetry.within(() -> ask(client));
      OpenAiChatModel model =
          OpenAiChatModel.builder().baseUrl(url).apiKey(key).modelName("gpt-4o").build();
      Desk desk = AiServices.builder(Desk.class).chatModel(model).tools(tools).build();
      telemetry.within(() -> desk.serve("please fan out"));
    } finally {
      client.close();
      connections.shutdown();
    }
  }

  /** Uses no executor service for streams, because the SDK would keep it forever. */
  private static OpenAIClient client(String url, String key, ExecutorService connections) {
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(new PlainHttp(connections))
            .streamHandlerExecutor(connections::execute)
            .baseUrl(url)
            .apiKey(key)
            .build());
  }

  private static Object ask(OpenAIClient client) throws Exception {
    client.chat().completions().create(about("plain"));
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(about("streamed"))) {
      stream.stream().forEach(chunk -> {});
    }
    // Abandoned in the middle, for the garbage collector to find.
    client.chat().completions().createStreaming(about("abandoned")).stream().iterator().next();
    return client.async().chat().completions().create(about("async")).get();
  }

  private static ChatCompletionCreateParams about(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }
}
