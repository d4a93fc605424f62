// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;

/** Services with every return type but text. */
final class Returning {
  private final ChatModel model;
  private final StreamingChatModel streaming;

  Returning(ChatModel model, StreamingChatModel streaming) {
    this.model = model;
    this.streaming = streaming;
  }

  enum Mood {
    GOOD,
    BAD
  }

  static class Fare {
    String to;
    int euros;
  }

  interface Desk {
    Fare fare(String question);

    Mood mood(String text);

    List<String> cities(String question);

    Result<String> withUsage(String question);

    @UserMessage("Say {{missing}}")
    String incomplete(@V("other") String other);
  }

  /** Refused by LangChain4j 1.4. */
  interface Notes {
    void note(String text);
  }

  interface Writer {
    Flux<String> flux(String topic);

    CompletableFuture<String> later(String topic);
  }

  /** Answers on the caller's thread, so that the call has ended when the service returns. */
  static final class Prompt implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      handler.onPartialResponse("at ");
      handler.onPartialResponse("once");
      handler.onCompleteResponse(
          ChatResponse.builder()
              .aiMessage(AiMessage.from("at once"))
              .tokenUsage(new TokenUsage(3, 4))
              .build());
    }
  }

  void addTo(Map<String, Callable<Object>> ways) {
    Writer writer = AiServices.create(Writer.class, streaming);
    Writer prompt = AiServices.create(Writer.class, new Prompt());
    ways.put("flux", () -> writer.flux("flux").collectList().block());
    ways.put("flux-fails", () -> writer.flux("broken stream").collectList().block());
    ways.put("flux-unread", () -> prompt.flux("unread") == null);
    ways.put("flux-left", () -> prompt.flux("left").take(1).collectList().block());
    ways.put("flux-twice", () -> twice(prompt.flux("twice")));
    ways.put("future", () -> writer.later("future").join());
    ways.put("future-fails", () -> writer.later("broken future").join());
    Desk desk = AiServices.create(Desk.class, model);
    ways.put("object", () -> desk.fare("an object").to);
    ways.put("enum", () -> desk.mood("an enum"));
    ways.put("list", () -> desk.cities("a list"));
    ways.put("result", () -> desk.withUsage("a result").tokenUsage().totalTokenCount());
    ways.put(
        "nothing",
        () -> {
          AiServices.create(Notes.class, model).note("nothing to return");
          return "noted";
        });
    ways.put("incomplete", () -> desk.incomplete("x"));
  }

  private static Object twice(Flux<String> flux) {
    List<String> first = flux.collectList().block();
    try {
      return first + " and " + flux.collectList().block();
    } catch (IllegalStateException refused) {
      return first + " once";
    }
  }
}
