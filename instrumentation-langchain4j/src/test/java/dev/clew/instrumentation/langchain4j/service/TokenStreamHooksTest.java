// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import dev.clew.testkit.SpanRecorder;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hooks of streaming services, called in the order in which the library calls the methods. */
class TokenStreamHooksTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final TokenStreams streams =
      new TokenStreams(new CallObservations(spans.tracer(), (where, failure) -> {}));
  private final TokenStreamHook streamHook = new TokenStreamHook(spans.tracer(), streams);
  private final ResponseHandlerHook handlerHook = new ResponseHandlerHook(streams);
  private final Object stream = new Object();
  private final Object handler = new Object();
  private final ChatResponse answer =
      ChatResponse.builder().aiMessage(AiMessage.from("hello")).build();

  /** A service method that returns a stream, until it returns. */
  private AgentRun call() {
    LangChain4jAgent content =
        new LangChain4jAgent(
            SpanType.AGENT, "Chat.stream", null, null, Map::of, List::of, Map.of());
    AgentRun run =
        AgentRun.start(spans.tracer(), Context.current(), content, Object.class.getMethods()[0]);
    try (Scope scope = run.context().makeCurrent()) {
      streamHook.enter(new Call(stream));
    }
    return run;
  }

  /** {@code TokenStream.start()}, which creates the first handler. */
  private void begin() {
    TokenStreamHook.State state = streamHook.enter(Call.at("start", stream));
    handlerHook.enter(Call.at("created", handler));
    streamHook.exit(state, null, null);
  }

  private void complete(Object lastHandler) {
    handlerHook.exit(
        handlerHook.enter(Call.at("onCompleteResponse", lastHandler, answer)), null, null);
  }

  @Test
  void run_lastsUntilTheStreamEnds() {
    AgentRun run = call();
    assertThat(run.isStreaming()).isTrue();
    begin();
    assertThat(spans.spans()).isEmpty();

    complete(handler);

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only(AgentData.class).output()).isEqualTo("hello");
  }

  @Test
  void anotherRoundOfTheModel_doesNotEndTheRun() {
    call();
    begin();
    Object second = new Object();

    ResponseHandlerHook.State first =
        handlerHook.enter(Call.at("onCompleteResponse", handler, answer));
    handlerHook.enter(Call.at("created", second));
    handlerHook.exit(first, null, null);
    assertThat(spans.spans()).isEmpty();

    complete(second);
    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void error_failsTheRun() {
    call();
    begin();

    handlerHook.exit(
        handlerHook.enter(Call.at("onError", handler, new IllegalStateException("lost"))),
        null,
        null);

    assertThat(spans.only().status()).isEqualTo(SpanStatus.ERROR);
  }

  @Test
  void errorAfterWhichTheStreamContinues_doesNotEndTheRun() {
    call();
    begin();
    Throwable echo = new IllegalStateException("of the application's own callback");

    try (Scope scope = Context.current().with(Failures.STREAM_CONTINUES, echo).makeCurrent()) {
      assertThat(handlerHook.enter(Call.at("onError", handler, echo))).isNull();
    }

    assertThat(spans.spans()).isEmpty();
    complete(handler);
    assertThat(spans.only().events()).hasSize(1);
  }

  @Test
  void toolOnAnotherThread_runsInTheContextOfTheRun() throws Exception {
    AgentRun run = call();
    begin();
    Thread pool =
        new Thread(
            () -> {
              ResponseHandlerHook.State state = handlerHook.enter(Call.at("execute", handler));
              spans.tracer().start(SpanType.FUNCTION, "fare", () -> null).end();
              handlerHook.exit(state, null, null);
            });

    pool.start();
    pool.join();

    assertThat(spans.only().parentId()).isEqualTo(run.span().spanId());
  }

  @Test
  void workflowThatReturnsTheStreamOfItsAgent_endsWithIt() {
    AgentRun inner = call();
    AgentRun outer = call();
    inner.endTogetherWith(outer);

    inner.end(answer);

    assertThat(spans.spans()).hasSize(2);
    assertThat(outer.span().end()).isFalse();
  }

  @Test
  void streamThatNobodyStarts_isCancelled() throws Exception {
    AgentRun run = call();

    run.streamAbandoned();

    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
  }

  @Test
  void startThatThrows_failsTheRun() {
    call();
    TokenStreamHook.State state = streamHook.enter(Call.at("start", stream));

    streamHook.exit(state, null, new IllegalStateException("misconfigured"));

    assertThat(spans.only().status()).isEqualTo(SpanStatus.ERROR);
  }
}
