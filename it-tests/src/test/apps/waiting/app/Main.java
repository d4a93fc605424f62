// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Calls the model for each line of stdin; keeps running when stdin ends. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    System.out.println(ask(client, "before"));
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.equals("exit")) {
        System.exit(0);
      }
      if (order.equals("stream")) {
        stream(client);
      } else {
        System.out.println(ask(client, order));
      }
    }
    Thread.currentThread().join();
  }

  private static String ask(OpenAIClient client, String phrase) {
    return client
        .chat()
        .completions()
        .create(params(phrase))
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }

  /** Prints each chunk as it arrives. */
  private static void stream(OpenAIClient client) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params("stream"))) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .forEach(System.out::println);
    }
  }

  private static ChatCompletionCreateParams params(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }
}
