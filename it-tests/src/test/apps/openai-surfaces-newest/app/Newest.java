// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.responses.ResponseCreateParams;

/** All of {@link Main}, and what came later: conversations, structured output, streamed images. */
public final class Newest {
  private Newest() {}

  /** What the model is to answer with. */
  public static final class Trip {
    public String city;
    public int nights;
  }

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    Main.addAll(ways);
    OpenAIClient client = ways.client;
    ways.add(
        "conversing",
        () ->
            Texts.said(
                client
                    .responses()
                    .create(
                        ResponseCreateParams.builder()
                            .model("gpt-4.1")
                            .input("conversing")
                            .conversation("conv_7")
                            .build())));
    ways.add("structured", () -> structured(client));
    ways.add("structured-response", () -> structuredResponse(client));
    ways.add("painted-stream", () -> painted(client));
    ways.add(
        "stream-loop", () -> Desk.serve("stream-loop-desk", () -> streamed(client, "stream-loop")));
    new ChatDesk(client).addBareTo(ways);
    ways.run();
    client.close();
    System.exit(3);
  }

  private static String structured(OpenAIClient client) {
    Trip trip =
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model("gpt-4o")
                    .addUserMessage("structured")
                    .responseFormat(Trip.class)
                    .build())
            .choices()
            .get(0)
            .message()
            .content()
            .get();
    return trip.nights + " nights in " + trip.city;
  }

  private static String structuredResponse(OpenAIClient client) {
    return client
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("gpt-4.1")
                .input("structured-response")
                .text(Trip.class)
                .build())
        .output()
        .stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText())
        .map(trip -> trip.nights + " nights in " + trip.city)
        .findFirst()
        .get();
  }

  private static String painted(OpenAIClient client) {
    ImageGenerateParams params =
        ImageGenerateParams.builder().model("gpt-image-1").prompt("painted-stream").build();
    try (StreamResponse<ImageGenStreamEvent> stream = client.images().generateStreaming(params)) {
      return "" + stream.stream().count();
    }
  }

  private static String streamed(OpenAIClient client, String phrase) {
    ChatCompletionCreateParams.Builder conversation =
        ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase);
    while (true) {
      ChatCompletion answer = whole(client, conversation.build());
      ChatCompletionMessage message = answer.choices().get(0).message();
      if (ToolApi.wishes(message).isEmpty()) {
        return Texts.text(answer);
      }
      conversation.addMessage(message);
      for (ToolApi.Wish wish : ToolApi.wishes(message)) {
        conversation.addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(wish.id())
                .content(Desk.tool(wish.name(), wish.arguments()))
                .build());
      }
    }
  }

  private static ChatCompletion whole(OpenAIClient client, ChatCompletionCreateParams params) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }
    return accumulator.chatCompletion();
  }
}
