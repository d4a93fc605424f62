// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs the tools that chat completions request, until there is an answer. */
final class ChatDesk {
  private final OpenAIClient client;

  ChatDesk(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Ways ways) {
    for (String phrase : List.of("chat-loop", "chat-handoff")) {
      ways.add(phrase, () -> Desk.serve(phrase + "-desk", () -> answer(phrase)));
    }
    ways.add(
        "chat-loop-async",
        () -> Desk.serve("chat-loop-async-desk", () -> go(conversation("chat-loop-async")).get()));
  }

  /** Without an enclosing tool loop. */
  void addBareTo(Ways ways) {
    ways.add("bare-loop", () -> answer("bare-loop"));
  }

  String answer(String phrase) {
    ChatCompletionCreateParams.Builder conversation = conversation(phrase);
    while (true) {
      ChatCompletion answer = client.chat().completions().create(conversation.build());
      if (!goesOn(conversation, answer)) {
        return Texts.text(answer);
      }
    }
  }

  private CompletableFuture<String> go(ChatCompletionCreateParams.Builder conversation) {
    return client
        .async()
        .chat()
        .completions()
        .create(conversation.build())
        .thenCompose(
            answer ->
                goesOn(conversation, answer)
                    ? go(conversation)
                    : CompletableFuture.completedFuture(Texts.text(answer)));
  }

  private static boolean goesOn(
      ChatCompletionCreateParams.Builder conversation, ChatCompletion answer) {
    ChatCompletionMessage message = answer.choices().get(0).message();
    List<ToolApi.Wish> wishes = ToolApi.wishes(message);
    if (wishes.isEmpty()) {
      return false;
    }
    conversation.addMessage(message);
    for (ToolApi.Wish wish : wishes) {
      conversation.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(wish.id())
              .content(Desk.tool(wish.name(), wish.arguments()))
              .build());
    }
    return true;
  }

  private static ChatCompletionCreateParams.Builder conversation(String phrase) {
    ChatCompletionCreateParams.Builder conversation =
        ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase);
    List.of("weather", "hotels", "book", "transfer_to_refunds")
        .forEach(name -> ToolApi.offer(conversation, name));
    return conversation;
  }
}
