// SPDX-License-Identifier: Apache-2.0
package app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.function.Supplier;

/** Calls Anthropic in every way, and prints what came back. */
public final class Main {
  private static AnthropicClient client;

  private Main() {}

  /** A tool of the library's own tool runner. */
  @JsonTypeName("fare")
  @JsonClassDescription("The fare to a city")
  public static class Fare implements Supplier<String> {
    public String to;

    @Override
    public String get() {
      if (to.equals("Atlantis")) {
        throw new IllegalStateException("no ferry to Atlantis");
      }
      return "90 euros";
    }
  }

  public static void main(String[] args) throws Exception {
    client =
        AnthropicOkHttpClient.builder()
            .baseUrl(args[0].replace("/v1", ""))
            .apiKey(args[1])
            .maxRetries(1)
            .build();
    say("plain", text(client.messages().create(ask("plain"))));
    say("async", text(client.async().messages().create(ask("async")).get()));
    say("beta", client.beta().messages().create(askBeta("beta")).stopReason());
    say("stream-whole", streamed("stream-whole", Integer.MAX_VALUE));
    say("stream-early-close", streamed("stream-early-close", 3));
    StringBuilder pieces = new StringBuilder();
    client
        .async()
        .messages()
        .createStreaming(ask("stream-async"))
        .subscribe(event -> pieces.append(piece(event)))
        .onCompleteFuture()
        .get();
    say("stream-async", pieces);
    say("retried", text(client.messages().create(ask("retried"))));
    for (String way : new String[] {"stream-error", "rate-limited"}) {
      try {
        say(way, way.startsWith("stream") ? streamed(way, 9) : client.messages().create(ask(way)));
      } catch (RuntimeException e) {
        say(way, e);
      }
    }
    ToolRunnerCreateParams runner =
        ToolRunnerCreateParams.builder()
            .initialMessageParams(askBeta("runner"))
            .thread(false)
            .build();
    for (BetaMessage message : client.beta().messages().toolRunner(runner)) {
      say("runner", message.content().size() + " " + message.stopReason());
    }
    client.close();
    System.exit(3);
  }

  private static void say(String way, Object what) {
    System.out.println(way + ": " + what);
  }

  private static String streamed(String phrase, int events) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(ask(phrase))) {
      stream.stream().limit(events).forEach(event -> text.append(piece(event)));
    }
    return text.toString();
  }

  private static String piece(RawMessageStreamEvent event) {
    return event
        .contentBlockDelta()
        .flatMap(delta -> delta.delta().text())
        .map(delta -> delta.text())
        .orElse("");
  }

  private static String text(Message message) {
    return message.content().get(0).text().get().text();
  }

  private static MessageCreateParams ask(String phrase) {
    return MessageCreateParams.builder()
        .model("claude-x")
        .maxTokens(64)
        .system("Answer briefly.")
        .addUserMessage(phrase)
        .build();
  }

  private static com.anthropic.models.beta.messages.MessageCreateParams askBeta(String phrase) {
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model("claude-x")
        .maxTokens(64)
        .addTool(Fare.class)
        .addUserMessage(phrase)
        .build();
  }
}
