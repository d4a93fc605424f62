// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.StructuredResponse;
import com.openai.models.responses.StructuredResponseCreateParams;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** New in 2.x: structured output and streamed images. */
public final class Since2 {
  private final OpenAIClient client;

  Since2(OpenAIClient client) {
    this.client = client;
  }

  /** The structured output. */
  public static final class Trip {
    public String city;
    public int nights;
  }

  /** All of {@link Main}, and what is new in 2.x. */
  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    Main.addAll(ways);
    new Since2(ways.client).addTo(ways);
    new ChatDesk(ways.client).addBareTo(ways);
    ways.run();
    ways.client.close();
    System.exit(3);
  }

  void addTo(Ways ways) {
    ways.add(
        "structured", () -> said(client.chat().completions().create(chat("structured")).choices()));
    ways.add(
        "structured-async",
        () ->
            said(
                client
                    .async()
                    .chat()
                    .completions()
                    .create(chat("structured-async"))
                    .get()
                    .choices()));
    ways.add(
        "structured-response",
        () -> said(client.responses().create(response("structured-response"))));
    ways.add(
        "structured-response-async",
        () -> said(client.async().responses().create(response("structured-response-async")).get()));
    addImages(ways);
    ways.add("stream-loop", () -> Desk.serve("stream-loop-desk", () -> streamed("stream-loop")));
  }

  private void addImages(Ways ways) {
    ways.add(
        "painted-stream",
        () -> count(client.images().generateStreaming(painting("painted-stream"))));
    ways.add(
        "painted-stream-async",
        () -> count(client.async().images().generateStreaming(painting("painted-stream-async"))));
    ways.add("edited-stream", () -> count(client.images().editStreaming(editing("edited-stream"))));
    ways.add(
        "edited-stream-async",
        () -> count(client.async().images().editStreaming(editing("edited-stream-async"))));
  }

  private static String count(StreamResponse<?> stream) {
    try (stream) {
      return "" + stream.stream().count();
    }
  }

  private static String count(AsyncStreamResponse<?> stream) throws Exception {
    AtomicInteger events = new AtomicInteger();
    stream.subscribe(event -> events.incrementAndGet()).onCompleteFuture().get();
    return events.toString();
  }

  private static String said(List<StructuredChatCompletion.Choice<Trip>> choices) {
    return said(choices.get(0).message().content().get());
  }

  private static String said(StructuredResponse<Trip> response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> said(content.asOutputText()))
        .findFirst()
        .get();
  }

  private static String said(Trip trip) {
    return trip.nights + " nights in " + trip.city;
  }

  private static StructuredChatCompletionCreateParams<Trip> chat(String phrase) {
    return ChatCompletionCreateParams.builder()
        .model("gpt-4o")
        .addUserMessage(phrase)
        .responseFormat(Trip.class)
        .build();
  }

  private static StructuredResponseCreateParams<Trip> response(String phrase) {
    return ResponseCreateParams.builder().model("gpt-4.1").input(phrase).text(Trip.class).build();
  }

  private static ImageGenerateParams painting(String phrase) {
    return ImageGenerateParams.builder().model("gpt-image-1").prompt(phrase).build();
  }

  private static ImageEditParams editing(String phrase) {
    return ImageEditParams.builder()
        .image(Media.bytes("PNG-BYTES"))
        .prompt(phrase)
        .model("gpt-image-1")
        .build();
  }

  private String streamed(String phrase) {
    ChatCompletionCreateParams.Builder conversation =
        ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase);
    while (true) {
      ChatCompletion answer = whole(conversation.build());
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

  private ChatCompletion whole(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }
    return accumulator.chatCompletion();
  }
}
