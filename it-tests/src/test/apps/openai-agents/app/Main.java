// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.models.beta.agents.AgentSessionEvent;
import com.openai.models.beta.agents.AgentSessionStreamParams;
import com.openai.models.beta.agents.EnvironmentParam;
import com.openai.models.beta.agents.sessions.SessionCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.services.beta.agents.AgentTurnResult;
import com.openai.services.beta.agents.AgentTurnResults;
import com.openai.services.blocking.beta.agents.SessionService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Ways to use a hosted agent; each prints its results. */
public final class Main {
  private final OpenAIClient client;
  private final SessionService sessions;

  private Main(OpenAIClient client) {
    this.client = client;
    this.sessions = client.beta().agents().sessions();
  }

  public static void main(String[] args) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(2).build();
    Main main = new Main(client);
    Map<String, Callable<String>> ways = new LinkedHashMap<>();
    ways.put("tool", main::tool);
    ways.put("failing", main::failing);
    ways.put("early", main::early);
    ways.put("later", main::later);
    ways.put("created", main::created);
    ways.put("created-async", main::createdAsync);
    ways.put("raw", main::raw);
    ways.put("cut", () -> main.events("cut"));
    ways.put("broken", () -> main.events("broken"));
    ways.put("refused", () -> main.events("refused"));
    ways.put("retrieved", () -> main.sessions.retrieve("retrieved").agent().name().orElse("?"));
    ways.forEach(Main::print);
    client.close();
    System.exit(3);
  }

  private static void print(String name, Callable<String> way) {
    String outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e + " caused by " + e.getCause();
    }
    System.out.println(name + ": " + outcome);
  }

  private static AgentSessionStreamParams.Builder asked(String session) {
    return AgentSessionStreamParams.builder().sessionId(session).input("ask-" + session);
  }

  private static SessionCreateParams creation(String input) {
    return SessionCreateParams.builder()
        .environment(EnvironmentParam.ofNone())
        .agentId("agent_1")
        .input("ask-" + input)
        .build();
  }

  private static String text(AgentTurnResult result) {
    return result.messages().stream()
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .collect(Collectors.joining());
  }

  private static String type(AgentSessionEvent event) {
    return event.isTurnItemAdded() ? "item" : event.isTurnCompleted() ? "end" : "other";
  }

  private String tool() {
    var stream =
        sessions.stream(
            asked("tool")
                .toolHandler("weather", arguments -> forecast() + " in " + arguments.get("city"))
                .build());
    return text(AgentTurnResults.getFinalResult(stream));
  }

  private String forecast() {
    var params =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o-mini")
            .addUserMessage("forecast of the tool")
            .build();
    return client.chat().completions().create(params).choices().get(0).message().content().get();
  }

  private String failing() {
    var params =
        asked("failing")
            .toolHandler(
                "weather",
                arguments -> {
                  throw new IllegalStateException("no forecast");
                });
    try (var stream = sessions.stream(params.build())) {
      return stream.stream().map(Main::type).collect(Collectors.joining(" "));
    }
  }

  private String early() {
    try (var stream = sessions.stream(asked("early").build())) {
      return stream.stream().limit(2).map(Main::type).collect(Collectors.joining(" "));
    }
  }

  private String later() {
    StringBuilder seen = new StringBuilder();
    CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
    client.async().beta().agents().sessions().stream(
            asked("later")
                .asyncToolHandler(
                    "weather", arguments -> CompletableFuture.supplyAsync(() -> "later sunny"))
                .build())
        .subscribe(
            new AsyncStreamResponse.Handler<>() {
              @Override
              public void onNext(AgentSessionEvent event) {
                seen.append(type(event)).append(' ');
              }

              @Override
              public void onComplete(Optional<Throwable> error) {
                ended.complete(error);
              }
            });
    return ended.join() + " " + seen;
  }

  private String created() {
    return text(AgentTurnResults.getFinalResult(sessions.createStreaming(creation("created"))));
  }

  private String createdAsync() {
    var stream = client.async().beta().agents().sessions().createStreaming(creation("soon"));
    return text(AgentTurnResults.getFinalResult(stream).join());
  }

  private String raw() {
    try (var response = sessions.withRawResponse().createStreaming(creation("raw"));
        var stream = response.parse()) {
      return response.statusCode()
          + " "
          + stream.getClass().getSimpleName()
          + " "
          + stream.stream().count();
    }
  }

  private String events(String session) {
    try (var stream = sessions.stream(asked(session).build())) {
      return stream.stream().map(Main::type).collect(Collectors.joining(" "));
    }
  }
}
