// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.AnsweringModel;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams and futures of real AI services that end without a complete answer. */
class StreamTracingTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  interface Writer {
    TokenStream write(String topic);
  }

  interface Office {
    @SuppressWarnings(
        "rawtypes") // with a type parameter, the library does not recognise the tool's type
    CompletableFuture send(String letter);
  }

  /** Streams one word and nothing more. */
  static final class Silent implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      handler.onPartialResponse(
          new PartialResponse("well"), new PartialResponseContext(new Handle()));
    }
  }

  static final class Handle implements StreamingHandle {
    private volatile boolean cancelled;

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  static final class Parcels {
    @Tool("Sends")
    String send() {
      return "sent";
    }
  }

  static final class Post {
    private final CompletableFuture<String> sent;

    Post(CompletableFuture<String> sent) {
      this.sent = sent;
    }

    @Tool(value = "Sends", returnBehavior = ReturnBehavior.IMMEDIATE)
    CompletableFuture<String> send() {
      return sent;
    }
  }

  private static void start(StreamingChatModel model, boolean cancel) {
    AiServices.create(Writer.class, model)
        .write("Rome")
        .onPartialResponseWithContext(
            (part, context) -> {
              if (cancel) {
                context.streamingHandle().cancel();
              }
            })
        .ignoreErrors()
        .start();
  }

  private static void awaitCollection(int spans) throws InterruptedException {
    for (int i = 0; i < 200 && weaving.spans().spans().size() < spans; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    weaving.spans().await(spans);
  }

  @Test
  void streamThatTheReaderCancels_isCancelled() {
    start(new Silent(), true);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Writer.write [cancelled]
              generation chat StreamTracingTest$Silent [cancelled]
            """);
  }

  @Test
  void streamThatTheModelForgets_isCancelledWhenItIsCollected() throws Exception {
    start(new Silent(), false);
    assertThat(weaving.spans().spans()).isEmpty();

    awaitCollection(2);

    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::status)
        .containsOnly(SpanStatus.CANCELLED);
  }

  @Test
  void streamWhoseToolReturnsAtOnce_endsWithTheTool() {
    AnsweringModel model = new AnsweringModel().tools("send", "{}");
    CompletableFuture<Boolean> ended = new CompletableFuture<>();

    AiServices.builder(Writer.class)
        .streamingChatModel(model.streaming())
        .tools(new Post(CompletableFuture.completedFuture("sent")))
        .build()
        .write("a letter")
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> ended.complete(true))
        .ignoreErrors()
        .start();

    assertThat(ended).isCompletedWithValue(true);
    assertThat(weaving.tree())
        .hasToString(
            """
            agent Writer.write
              generation chat AnsweringModel$Streaming
              function send
            """);
  }

  @Test
  void agentHasEnded_whenTheApplicationIsGivenTheAnswer() {
    AnsweringModel model = new AnsweringModel().tools("send", "{}").text("on its way");
    List<String> endedBefore = new ArrayList<>();

    AiServices.builder(Writer.class)
        .streamingChatModel(model.streaming())
        .tools(new Parcels())
        .build()
        .write("a letter")
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> endedBefore.add(weaving.tree().toString()))
        .onError(error -> {})
        .start();

    assertThat(endedBefore)
        .containsExactly(
            """
            agent Writer.write
              generation chat AnsweringModel$Streaming
              function send
              generation chat AnsweringModel$Streaming
            """);
    assertThat(SpanRecorder.data(agents().get(0), AgentData.class).output())
        .isEqualTo("on its way");
  }

  @Test
  void whatTheApplicationDoesWithTheAnswer_isNotPartOfTheAgent() {
    AnsweringModel model = new AnsweringModel().text("on its way").text("translated");

    AiServices.create(Writer.class, model.streaming())
        .write("a letter")
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> model.whole().chat("translate"))
        .onError(error -> {})
        .start();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Writer.write
              generation chat AnsweringModel$Streaming
            generation chat AnsweringModel$Whole
            """);
  }

  @Test
  void applicationThatFailsOverTheAnswer_doesNotFailTheAgent() {
    AnsweringModel model = new AnsweringModel().text("on its way");
    IllegalStateException bug = new IllegalStateException("in the application");

    TokenStream stream =
        AiServices.create(Writer.class, model.streaming())
            .write("a letter")
            .onPartialResponse(part -> {})
            .onCompleteResponse(
                response -> {
                  throw bug;
                })
            .onError(error -> {});

    assertThatThrownBy(stream::start).isSameAs(bug);
    assertThat(agents()).extracting(FinishedSpan::status).containsExactly(SpanStatus.OK);
  }

  private static CompletableFuture<String> sending(CompletableFuture<String> sent) {
    CompletableFuture<?> returned =
        AiServices.builder(Office.class)
            .chatModel(new AnsweringModel().tools("send", "{}").whole())
            .tools(new Post(sent))
            .build()
            .send("a letter");
    assertThat(returned).isSameAs(sent);
    return sent;
  }

  private static List<FinishedSpan> agents() {
    return weaving.spans().spans(SpanType.AGENT);
  }

  @Test
  void futureThatAServiceReturns_endsTheRun() {
    CompletableFuture<String> sent = sending(new CompletableFuture<>());
    assertThat(agents()).isEmpty();

    sent.complete("delivered");

    assertThat(agents()).extracting(FinishedSpan::status).containsExactly(SpanStatus.OK);
    assertThat(SpanRecorder.data(agents().get(0), AgentData.class).output()).isEqualTo("delivered");
  }

  @Test
  void futureThatFails_failsTheRun_andOneThatIsCancelledCancelsIt() {
    sending(new CompletableFuture<>()).completeExceptionally(new IllegalStateException("lost"));
    sending(new CompletableFuture<>()).cancel(true);

    assertThat(agents())
        .extracting(FinishedSpan::status)
        .containsExactly(SpanStatus.ERROR, SpanStatus.CANCELLED);
  }
}
