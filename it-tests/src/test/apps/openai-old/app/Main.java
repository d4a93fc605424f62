// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.ChatCompletionCreateParams;

/** The SDK before 1.0, when its classes were in different packages. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    System.out.println(
        client.chat().completions().create(ask("plain")).choices().get(0).message().content());
    try {
      client.chat().completions().create(ask("failing"));
    } catch (RuntimeException e) {
      System.out.println(e.getClass().getName());
    }
    System.exit(3);
  }

  private static ChatCompletionCreateParams ask(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }
}
