// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** One chat completion of openai-java. */
final class ChatWorkload implements Workload {
  private final OpenAIClient client;
  private final int messages;

  ChatWorkload(int messages) {
    this(InstantClient.answering(request -> Answers.CHAT), messages);
  }

  ChatWorkload(OpenAIClient client, int messages) {
    this.client = client;
    this.messages = messages;
  }

  @Override
  public long run() {
    if (ask(client, messages).isEmpty()) {
      throw new IllegalStateException("no answer");
    }
    return 0;
  }

  static String ask(OpenAIClient client, int messages) {
    return client
        .chat()
        .completions()
        .create(params(messages).build())
        .choices()
        .get(0)
        .message()
        .content()
        .orElse("");
  }

  static ChatCompletionCreateParams.Builder params(int messages) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o-mini")
            .temperature(0.2)
            .addSystemMessage(Answers.SYSTEM);
    for (int i = 1; i < messages; i++) {
      params.addUserMessage(Answers.QUESTION);
    }
    return params.addUserMessage(Answers.QUESTION);
  }
}
