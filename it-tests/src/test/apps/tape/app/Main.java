// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** Asks one thing after the other, and each time says what was answered before. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    String said = "nothing";
    for (String phrase : args[2].split("-")) {
      ChatCompletionCreateParams ask =
          ChatCompletionCreateParams.builder()
              .model("gpt-4o-mini")
              .addSystemMessage("Answer briefly.")
              .addUserMessage(phrase + ", after " + said)
              .build();
      said =
          client.chat().completions().create(ask).choices().get(0).message().content().orElse("");
      System.out.println(phrase + ": " + said);
    }
    System.exit(Integer.parseInt(args[3]));
  }
}
