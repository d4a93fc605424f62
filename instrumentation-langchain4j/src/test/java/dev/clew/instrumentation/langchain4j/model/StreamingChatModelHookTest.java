// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.hook.Call;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.tool.ToolLoops;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.OperationHook;
import dev.clew.testkit.SpanRecorder;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingChatModelHookTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final StreamingHandles streams = new StreamingHandles();
  private final StreamingChatModelHook hook =
      new StreamingChatModelHook(
          new CallObservations(
              spans.tracer(),
              (where, failure) -> {
                throw new AssertionError(failure);
              }),
          new ToolLoops(),
          new ModelInfos(),
          streams);
  private final StreamingChatModel gpt =
      OpenAiStreamingChatModel.builder().apiKey("none").modelName("gpt-4o").build();
  private final ChatRequest request =
      ChatRequest.builder().messages(UserMessage.from("hi")).build();
  private final Listener listener = new Listener();
  private final Span caller = spans.tracer().start(SpanType.CUSTOM, "caller", () -> data());
  private final Scope callerScope = Context.current().with(caller).makeCurrent();

  private static CustomData data() {
    return new CustomData("caller", java.util.Map.of());
  }

  @AfterEach
  void leave() {
    callerScope.close();
  }

  /** An application's handler that can be made to fail. */
  private static final class Listener implements StreamingChatResponseHandler {
    final List<String> heard = new ArrayList<>();
    final List<Span> current = new ArrayList<>();
    RuntimeException failure;

    @Override
    public void onPartialResponse(String partialResponse) {
      hear("partial " + partialResponse);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      hear("complete " + response.aiMessage().text());
    }

    @Override
    public void onError(Throwable error) {
      heard.add("error " + error.getMessage());
    }

    private void hear(String what) {
      heard.add(what);
      current.add(Context.current().span());
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static final class Handle implements StreamingHandle {
    @Override
    public void cancel() {}

    @Override
    public boolean isCancelled() {
      return true;
    }
  }

  /** Returns the handler that the model receives in place of the application's. */
  private StreamingChatResponseHandler begin() {
    Object[] arguments = {request, listener};
    OperationHook.State<ChatPayload> state = hook.enter(new Call(gpt, arguments));
    hook.exit(state, null, null);
    return (StreamingChatResponseHandler) arguments[1];
  }

  private static ChatResponse answering(String answer) {
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(answer))
        .finishReason(FinishReason.STOP)
        .build();
  }

  @Test
  void stream_endsWithTheAnswer_andTheHandlerHearsAll() {
    StreamingChatResponseHandler handler = begin();
    handler.onPartialResponse("hel");
    handler.onPartialResponse("lo");
    handler.onCompleteResponse(answering("hello"));

    assertThat(listener.heard).containsExactly("partial hel", "partial lo", "complete hello");
    FinishedSpan span = spans.only();
    assertThat(span.name()).isEqualTo("chat gpt-4o");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.parentId()).isEqualTo(caller.spanId());
    assertThat(span.firstChunkEpochNanos()).isBetween(span.startEpochNanos(), span.endEpochNanos());
    GenerationData data = spans.only(GenerationData.class);
    assertThat(data.streamed()).isTrue();
    assertThat(data.output()).isEqualTo(List.of(Message.text("assistant", "hello")));
  }

  @Test
  void callbacks_runInTheContextOfTheCaller_onAnyThread() throws Exception {
    StreamingChatResponseHandler handler = begin();
    Thread provider =
        new Thread(
            () -> {
              handler.onPartialResponse("a");
              handler.onCompleteResponse(answering("a"));
            });

    provider.start();
    provider.join();

    assertThat(listener.current).containsExactly(caller, caller);
  }

  @Test
  void defaultMethodsOfTheHandler_stayItsOwn() {
    StreamingChatResponseHandler handler = begin();

    handler.onPartialResponse(
        new PartialResponse("new form"), new PartialResponseContext(new Handle()));

    assertThat(listener.heard).containsExactly("partial new form");
  }

  @Test
  void error_endsTheSpan_andKeepsWhatHadArrived() {
    StreamingChatResponseHandler handler = begin();
    handler.onPartialThinking(new PartialThinking("hm"));
    handler.onPartialResponse("hel");

    handler.onError(new IllegalStateException("connection lost"));

    assertThat(listener.heard).containsExactly("partial hel", "error connection lost");
    assertThat(spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(spans.only(GenerationData.class).output())
        .isEqualTo(
            List.of(
                Message.of("assistant", List.of(new Part.Reasoning("hm"), new Part.Text("hel")))));
  }

  @Test
  void exceptionOfTheHandler_reachesTheModelUnchanged_andDoesNotEndTheSpan() {
    listener.failure = new IllegalArgumentException("handler broke");
    StreamingChatResponseHandler handler = begin();

    assertThatThrownBy(() -> handler.onPartialResponse("x")).isSameAs(listener.failure);
    handler.onError(listener.failure);
    listener.failure = null;
    assertThat(spans.spans()).isEmpty();
    handler.onCompleteResponse(answering("x"));

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only().events())
        .extracting(SpanEvent::name, SpanEvent::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "handler failed", "java.lang.IllegalArgumentException: handler broke"));
  }

  @Test
  void cancelledHandle_endsTheSpanAsCancelled() {
    StreamingChatResponseHandler handler = begin();
    StreamingHandle handle = new Handle();
    handler.onPartialResponse(new PartialResponse("hel"), new PartialResponseContext(handle));

    new StreamingHandleHook(streams).enter(new Call(handle));

    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(spans.only(GenerationData.class).output())
        .isEqualTo(List.of(Message.text("assistant", "hel")));
  }

  @Test
  void cancelledStream_isEstimated_asTheProviderNeverCounts() {
    StreamingChatResponseHandler handler = begin();
    Handle handle = new Handle();
    handler.onPartialResponse(new PartialResponse("hel"), new PartialResponseContext(handle));
    new StreamingHandleHook(streams).enter(new Call(handle));

    assertThat(spans.only(GenerationData.class).usage())
        .isEqualTo(new Usage(7L, 1L, 8L, null, null, null, null, null, true));
  }

  @Test
  void failedStream_withoutAWord_hasNoUsage() {
    begin().onError(new IllegalStateException("connection lost"));

    assertThat(spans.only(GenerationData.class).usage()).isNull();
  }

  @Test
  void answerThatComesAfterTheCancellation_changesNothing() {
    StreamingChatResponseHandler handler = begin();
    StreamingHandle handle = new Handle();
    handler.onPartialResponse(new PartialResponse("hel"), new PartialResponseContext(handle));
    new StreamingHandleHook(streams).enter(new Call(handle));

    handler.onCompleteResponse(answering("hello"));

    assertThat(listener.heard).containsExactly("partial hel", "complete hello");
    assertThat(spans.only(GenerationData.class).output())
        .isEqualTo(List.of(Message.text("assistant", "hel")));
  }

  @Test
  void handlerThatNobodyHolds_endsTheSpanAsCancelled() throws Exception {
    begin();

    for (int i = 0; i < 100 && spans.spans().isEmpty(); i++) {
      System.gc();
    }

    assertThat(spans.await(1).get(0).status()).isEqualTo(SpanStatus.CANCELLED);
  }

  @Test
  void modelThatThrowsAtOnce_fails() {
    Object[] arguments = {request, listener};
    OperationHook.State<ChatPayload> state = hook.enter(new Call(gpt, arguments));

    hook.exit(state, null, new IllegalStateException("refused"));

    assertThat(spans.only().status()).isEqualTo(SpanStatus.ERROR);
  }

  @Test
  void doChat_keepsTheHandlerThatItWasGiven() {
    Object[] outer = {request, listener};
    OperationHook.State<ChatPayload> state = hook.enter(new Call(gpt, outer));
    Object[] inner = {request, outer[1]};

    assertThat(hook.enter(new Call(gpt, inner)).scope()).isNull();

    assertThat(inner[1]).isSameAs(outer[1]);
    hook.exit(state, null, null);
  }

  @Test
  void replacedHandler_equalsItself() {
    StreamingChatResponseHandler handler = begin();

    assertThat(List.of(handler)).contains(handler);
    assertThat(handler).hasSameHashCodeAs(listener);
  }

  @Test
  void answerWithoutFinishReason_isFailedWhereTheProtocolDemandsOne() {
    StreamingChatResponseHandler handler = begin();

    handler.onCompleteResponse(
        ChatResponse.builder().aiMessage(AiMessage.from("he")).id("resp-1").build());

    assertThat(spans.only().error())
        .isEqualTo(
            new SpanError("incomplete_stream", "the stream ended without a finish reason", null));
    assertThat(spans.only(GenerationData.class).output())
        .isEqualTo(List.of(Message.text("assistant", "he")));
  }
}
