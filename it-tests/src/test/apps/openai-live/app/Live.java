// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Streams the answers to requests named on stdin and prints each chunk as it arrives. */
public final class Live {
  private final OpenAIClient client;

  private Live(OpenAIClient client) {
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    Live live = new Live(client);
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      switch (order) {
        case "live-chat" -> live.chat();
        case "live-chat-async" -> live.chatAsync();
        case "live-response" -> live.response();
        case "live-response-async" -> live.responseAsync();
        default -> System.exit(0);
      }
    }
  }

  private void chat() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask("live-chat"))) {
      stream.stream().forEach(piece -> print("live-chat", piece));
    }
  }

  private void chatAsync() throws Exception {
    client
        .async()
        .chat()
        .completions()
        .createStreaming(ask("live-chat-async"))
        .subscribe(piece -> print("live-chat-async", piece))
        .onCompleteFuture()
        .get();
  }

  private void response() {
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(respond("live-response"))) {
      stream.stream().forEach(event -> print("live-response", event));
    }
  }

  private void responseAsync() throws Exception {
    client
        .async()
        .responses()
        .createStreaming(respond("live-response-async"))
        .subscribe(event -> print("live-response-async", event))
        .onCompleteFuture()
        .get();
  }

  private static void print(String order, ChatCompletionChunk piece) {
    piece.choices().forEach(choice -> print(order, choice.delta().content().orElse("")));
  }

  private static void print(String order, ResponseStreamEvent event) {
    print(order, event.outputTextDelta().map(delta -> delta.delta()).orElse(""));
  }

  private static void print(String order, String text) {
    if (!text.isEmpty()) {
      System.out.println(order + " " + text);
    }
  }

  private static ChatCompletionCreateParams ask(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }

  private static ResponseCreateParams respond(String phrase) {
    return ResponseCreateParams.builder().model("gpt-4.1").input(phrase).build();
  }
}
