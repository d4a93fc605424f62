// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;

/** The text APIs: chat, responses, legacy completions, embeddings, moderations. */
final class Texts {
  private final OpenAIClient client;

  Texts(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Ways ways) {
    ways.add("retried", () -> text(client.chat().completions().create(chat("retried"))));
    ways.add(
        "retried-async",
        () -> text(client.async().chat().completions().create(chat("retried-async")).get()));
    responses(ways);
    completions(ways);
    ways.add(
        "embedded", () -> "" + client.embeddings().create(embedding("embedded")).data().size());
    ways.add(
        "embedded-async",
        () -> "" + client.async().embeddings().create(embedding("embedded-async")).get().model());
    ways.add(
        "moderated",
        () -> "" + client.moderations().create(moderation("moderated")).results().get(0).flagged());
    ways.add(
        "moderated-async",
        () ->
            ""
                + client
                    .async()
                    .moderations()
                    .create(moderation("moderated-async"))
                    .get()
                    .results()
                    .get(0)
                    .flagged());
  }

  private void responses(Ways ways) {
    ways.add(
        "response",
        () ->
            said(
                client
                    .responses()
                    .create(
                        ask("response")
                            .instructions("Be brief.")
                            .previousResponseId("resp_before")
                            .temperature(0.5)
                            .build())));
    ways.add(
        "response-async",
        () -> said(client.async().responses().create(ask("response-async").build()).get()));
    ways.add("response-stream", () -> stream("response-stream", Long.MAX_VALUE));
    ways.add("response-early-close", () -> stream("response-early-close", 2));
    ways.add("response-cut", () -> stream("response-cut", Long.MAX_VALUE));
    ways.add(
        "response-stream-async",
        () -> {
          StringBuilder text = new StringBuilder();
          client
              .async()
              .responses()
              .createStreaming(ask("response-stream-async").build())
              .subscribe(event -> text.append(delta(event)))
              .onCompleteFuture()
              .get();
          return text.toString();
        });
    ways.add(
        "response-raw",
        () -> {
          try (var raw = client.responses().withRawResponse().create(ask("response-raw").build())) {
            return raw.statusCode() + " " + said(raw.parse());
          }
        });
    ways.add(
        "response-failed",
        () -> client.responses().create(ask("response-failed").build()).error().get().message());
  }

  private void completions(Ways ways) {
    ways.add(
        "completion",
        () -> client.completions().create(complete("completion")).choices().get(0).text());
    ways.add(
        "completion-async",
        () ->
            client
                .async()
                .completions()
                .create(complete("completion-async"))
                .get()
                .choices()
                .get(0)
                .text());
    ways.add(
        "completion-stream",
        () -> {
          StringBuilder text = new StringBuilder();
          try (StreamResponse<Completion> stream =
              client.completions().createStreaming(complete("completion-stream"))) {
            stream.stream().forEach(piece -> text.append(piece.choices().get(0).text()));
          }
          return text.toString();
        });
    ways.add(
        "completion-stream-async",
        () -> {
          StringBuilder text = new StringBuilder();
          client
              .async()
              .completions()
              .createStreaming(complete("completion-stream-async"))
              .subscribe(piece -> text.append(piece.choices().get(0).text()))
              .onCompleteFuture()
              .get();
          return text.toString();
        });
  }

  private String stream(String phrase, long events) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(ask(phrase).build())) {
      stream.stream().limit(events).forEach(event -> text.append(delta(event)));
    }
    return text.toString();
  }

  private static String delta(ResponseStreamEvent event) {
    return event.outputTextDelta().map(delta -> delta.delta()).orElse("");
  }

  static String said(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .reduce("", String::concat);
  }

  static String text(ChatCompletion completion) {
    return completion.choices().get(0).message().content().orElse("no text");
  }

  private static ChatCompletionCreateParams chat(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }

  private static ResponseCreateParams.Builder ask(String phrase) {
    return ResponseCreateParams.builder().model("gpt-4.1").input(phrase);
  }

  private static CompletionCreateParams complete(String phrase) {
    return CompletionCreateParams.builder()
        .model("gpt-3.5-turbo-instruct")
        .prompt(phrase)
        .maxTokens(7)
        .build();
  }

  private static EmbeddingCreateParams embedding(String phrase) {
    return EmbeddingCreateParams.builder()
        .model("text-embedding-3-small")
        .inputOfArrayOfStrings(List.of(phrase, "another text"))
        .build();
  }

  private static ModerationCreateParams moderation(String phrase) {
    return ModerationCreateParams.builder().model("omni-moderation-latest").input(phrase).build();
  }
}
