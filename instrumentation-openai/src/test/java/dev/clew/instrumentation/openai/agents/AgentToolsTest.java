// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.models.beta.agents.AgentSessionEvent;
import com.openai.models.beta.agents.AgentSessionStreamParams;
import com.openai.models.beta.agents.AgentToolHandlers;
import com.openai.models.beta.agents.EnvironmentParam;
import com.openai.models.beta.agents.sessions.SessionCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.services.beta.agents.AgentTurnResults;
import dev.clew.api.data.FunctionData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.FakeOpenAi;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("MustBeClosedChecker") // streams are passed to the tests
class AgentToolsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenAiModule());

  private static final String CHAT =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-mini",
       "choices":[{"index":0,"finish_reason":"stop","logprobs":null,
       "message":{"role":"assistant","content":"sunny","refusal":null}}]}""";

  private final FakeOpenAi server = new FakeOpenAi();
  private final SessionEvents events = new SessionEvents();
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .baseUrl(server.baseUrl())
          .apiKey("sk-secret")
          .maxRetries(0)
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  /** Prepares the answers to a turn that requests one tool. */
  private void answers(String... whileTheToolRuns) {
    server
        .json(SessionEvents.SESSION)
        .events(
            events.turnCreated(),
            events.added(SessionEvents.call("weather", "call_1")),
            events.done(SessionEvents.call("weather", "call_1")),
            events.turnCompleted(),
            events.idle())
        .reply(200, "application/json", "");
    for (String answer : whileTheToolRuns) {
      server.json(answer);
    }
    server.reply(200, "application/json", "");
  }

  private static AgentSessionStreamParams.Builder params() {
    return AgentSessionStreamParams.builder().sessionId("sess_1").input("How is Rome?");
  }

  private void follow(AgentSessionStreamParams.Builder params) {
    try (var stream = client.beta().agents().sessions().stream(params.build())) {
      assertThat(stream.stream().count()).isEqualTo(5);
    }
  }

  private static FinishedSpan function() {
    List<FinishedSpan> spans = weaving.spans().spans(SpanType.FUNCTION);
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static FunctionData data() {
    return SpanRecorder.data(function(), FunctionData.class);
  }

  private String ask() {
    return client
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage("?").build())
        .choices()
        .get(0)
        .message()
        .content()
        .orElseThrow();
  }

  @Test
  void handler_thatCallsAModel_isAFunctionAroundIt() {
    answers(CHAT);

    follow(params().toolHandler("weather", arguments -> ask() + " in " + arguments.get("city")));

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session
              generation turn gpt-5.1
              function weather
                generation chat gpt-4o-mini
            """);
    assertThat(data())
        .isEqualTo(
            new FunctionData(
                "weather", "{\"city\":\"Rome\"}", "sunny in Rome", "call_1", null, false));
    assertThat(server.requests().get(4)).contains("sunny in Rome");
  }

  @Test
  void handler_thatThrows_failsWithItsOwnException() {
    answers();

    follow(
        params()
            .toolHandler(
                "weather",
                arguments -> {
                  throw new IllegalStateException("no forecast");
                }));

    SpanError error = function().error();
    assertThat(error).isNotNull();
    assertThat(error.throwable()).isInstanceOf(IllegalStateException.class);
    assertThat(data().output()).isEqualTo("Tool handler failed.");
    assertThat(server.requests().get(3)).contains("Tool handler failed.");
  }

  @Test
  void handler_withAnOutputThatIsNone_failsAsTheLibrarySays() {
    answers();

    follow(params().toolHandler("weather", arguments -> new Object()));

    SpanError error = function().error();
    assertThat(error).extracting("type", "message").contains("tool_failed", "Tool handler failed.");
  }

  @Test
  void handler_withAnObjectAsOutput_keepsItAsJson() {
    answers();

    follow(params().toolHandler("weather", arguments -> Map.of("degrees", 21)));

    assertThat(data().output()).isEqualTo("{\"degrees\":21}");
  }

  @Test
  void handlersOfACreation_areFunctions() {
    server
        .events(
            events.created(),
            events.turnCreated(),
            events.added(SessionEvents.call("weather", "call_1")),
            events.turnCompleted(),
            events.idle())
        .reply(200, "application/json", "");
    SessionCreateParams creation =
        SessionCreateParams.builder()
            .environment(EnvironmentParam.ofNone())
            .agentId("agent_1")
            .input("How is Rome?")
            .build();
    AgentToolHandlers handlers =
        AgentToolHandlers.builder().toolHandler("weather", arguments -> "sunny").build();

    try (var stream = client.beta().agents().sessions().createStreaming(creation, handlers)) {
      assertThat(stream.stream().count()).isEqualTo(5);
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session
              generation turn gpt-5.1
              function weather
            """);
  }

  @Test
  void asyncHandlersOfAnAsyncCreation_areFunctionsOfOneAgent() {
    server
        .events(
            events.created(),
            events.turnCreated(),
            events.added(SessionEvents.call("weather", "call_1")),
            events.turnCompleted(),
            events.idle())
        .reply(200, "application/json", "");
    SessionCreateParams creation =
        SessionCreateParams.builder()
            .environment(EnvironmentParam.ofNone())
            .agentId("agent_1")
            .input("How is Rome?")
            .build();
    AgentToolHandlers handlers =
        AgentToolHandlers.builder()
            .asyncToolHandler("weather", arguments -> CompletableFuture.supplyAsync(() -> "sunny"))
            .build();
    var stream = client.async().beta().agents().sessions().createStreaming(creation, handlers);

    assertThat(AgentTurnResults.getFinalResult(stream).join().turn().id()).isEqualTo("turn_1");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session
              generation turn gpt-5.1
              function weather
            """);
    assertThat(data().output()).isEqualTo("sunny");
  }

  @Test
  void sessionOpenedWhileAnotherIsRead_isItsOwnEvenOnTheSameThread() {
    server
        .json(SessionEvents.SESSION)
        .events(events.turnCreated(), events.turnCompleted(), events.idle())
        .reply(200, "application/json", "")
        .events(events.created(), events.turnCreated(), events.turnFailed());
    SessionCreateParams creation =
        SessionCreateParams.builder().environment(EnvironmentParam.ofNone()).agentId("a").build();
    CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();

    client.async().beta().agents().sessions().stream(params().build())
        .subscribe(
            new AsyncStreamResponse.Handler<>() {
              @Override
              public void onNext(AgentSessionEvent event) {
                if (event.isTurnCreated()) {
                  try (var inner = client.beta().agents().sessions().createStreaming(creation)) {
                    inner.stream().forEach(ignored -> {});
                  }
                }
              }

              @Override
              public void onComplete(Optional<Throwable> error) {
                ended.complete(error);
              }
            },
            Runnable::run);

    assertThat(ended.join()).isEmpty();
    assertThat(weaving.spans().spans(SpanType.AGENT))
        .extracting(span -> span.status().name())
        .containsExactly("ERROR", "OK");
  }

  @Test
  void asyncHandler_thatFailsLater_failsWithItsOwnException() throws Exception {
    answers();
    CompletableFuture<String> later = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    AgentSessionStreamParams.Builder params =
        params()
            .asyncToolHandler(
                "weather",
                arguments -> {
                  asked.countDown();
                  return later.thenApply(String::strip);
                });

    var stream = client.async().beta().agents().sessions().stream(params.build());
    CompletableFuture<?> result = AgentTurnResults.getFinalResult(stream);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(weaving.spans().spans()).isEmpty();
    later.completeExceptionally(new IllegalStateException("no forecast"));
    result.join();

    SpanError error = function().error();
    assertThat(error).isNotNull();
    assertThat(error.throwable()).hasMessage("no forecast");
  }

  @Test
  void asyncStream_closedWhileAToolRuns_cancelsBoth() throws Exception {
    answers();
    CountDownLatch asked = new CountDownLatch(1);
    AgentSessionStreamParams.Builder params =
        params()
            .asyncToolHandler(
                "weather",
                arguments -> {
                  asked.countDown();
                  return new CompletableFuture<>();
                });

    var stream = client.async().beta().agents().sessions().stream(params.build());
    stream.subscribe(event -> {});
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    stream.close();

    weaving.spans().await(3);
    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session [cancelled]
              generation turn gpt-5.1 [cancelled]
              function weather [cancelled]
            """);
  }

  @Test
  void asyncStream_ofAnActiveSession_failsAsTheLibraryDoes() {
    server.json(SessionEvents.SESSION.replace("\"idle\"", "\"in_progress\""));
    AsyncStreamResponse<AgentSessionEvent> stream =
        client.async().beta().agents().sessions().stream(params().build());
    CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();

    stream.subscribe(
        new AsyncStreamResponse.Handler<>() {
          @Override
          public void onNext(AgentSessionEvent event) {}

          @Override
          public void onComplete(Optional<Throwable> error) {
            ended.complete(error);
          }
        });

    assertThat(ended.join()).isPresent();
    assertThat(weaving.tree())
        .hasToString("agent agent session [error java.lang.IllegalArgumentException]\n");
  }

  @Test
  void asyncRawResponse_isOneAgent() {
    server.events(events.created(), events.turnCreated(), events.turnCompleted(), events.idle());
    SessionCreateParams creation =
        SessionCreateParams.builder().environment(EnvironmentParam.ofNone()).agentId("a").build();

    try (var response =
        client
            .async()
            .beta()
            .agents()
            .sessions()
            .withRawResponse()
            .createStreaming(creation)
            .join()) {
      assertThat(AgentTurnResults.getFinalResult(response.parse()).turn().id()).isEqualTo("turn_1");
    }

    assertThat(weaving.tree()).hasToString("agent agent session\n  generation turn gpt-5.1\n");
  }

  @Test
  void unreachableStream_isAbandoned() throws Exception {
    server.events(events.created(), events.turnCreated());
    SessionCreateParams creation =
        SessionCreateParams.builder().environment(EnvironmentParam.ofNone()).agentId("a").build();

    client.beta().agents().sessions().createStreaming(creation);
    for (int i = 0; i < 100 && weaving.spans().spans().isEmpty(); i++) {
      System.gc();
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }

    assertThat(weaving.spans().only().attributes()).containsEntry("clew.end_reason", "abandoned");
  }
}
