// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** What every version of the SDK since 1.1.0 supports, written so that all of them compile it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    System.out.println(
        client.chat().completions().create(ask("plain")).choices().get(0).message().content());
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask("streamed"))) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> System.out.print(choice.delta().content().orElse("")));
    }
    System.out.println();
    System.out.println(
        client
            .async()
            .chat()
            .completions()
            .create(ask("async"))
            .get()
            .choices()
            .get(0)
            .message()
            .content());
    try {
      client.chat().completions().create(ask("failing"));
    } catch (RuntimeException e) {
      System.out.println(e);
    }
    // Older clients cannot be closed; their idle threads would keep the JVM alive for a minute.
    System.exit(3);
  }

  private static ChatCompletionCreateParams ask(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }
}
