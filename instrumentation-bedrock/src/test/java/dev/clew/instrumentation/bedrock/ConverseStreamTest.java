// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.event;
import static dev.clew.instrumentation.bedrock.FakeBedrock.exception;
import static dev.clew.instrumentation.bedrock.FakeBedrock.metadata;
import static dev.clew.instrumentation.bedrock.FakeBedrock.stop;
import static dev.clew.instrumentation.bedrock.FakeBedrock.textDelta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** Streams of the real client. */
class ConverseStreamTest {
  private static final byte[] START = event("messageStart", "{\"role\":\"assistant\"}");

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new BedrockModule());

  private final FakeBedrock server = new FakeBedrock();

  private static ConverseStreamRequest request() {
    return ConverseStreamRequest.builder()
        .modelId("amazon.nova-lite-v1:0")
        .messages(Said.user("Where to?"))
        .build();
  }

  private CompletableFuture<Void> send(ConverseStreamResponseHandler handler) {
    return server.async().converseStream(request(), handler);
  }

  private static ConverseStreamResponseHandler reading(StringBuilder text) {
    return ConverseStreamResponseHandler.builder()
        .subscriber(
            ConverseStreamResponseHandler.Visitor.builder()
                .onContentBlockDelta(event -> text.append(event.delta().text()))
                .build())
        .build();
  }

  private static FinishedSpan only() {
    return weaving.spans().only();
  }

  private static GenerationData data() {
    return SpanRecorder.data(only(), GenerationData.class);
  }

  @Test
  void stream_isAGeneration() {
    server.stream(
        START,
        textDelta("To "),
        textDelta("Rome."),
        event("contentBlockStop", "{\"contentBlockIndex\":0}"),
        stop("end_turn"),
        metadata());
    StringBuilder text = new StringBuilder();

    send(reading(text)).join();

    assertThat(text).hasToString("To Rome.");
    assertThat(only().status()).isEqualTo(SpanStatus.OK);
    assertThat(only().firstChunkEpochNanos()).isNotNull();
    assertThat(data().streamed()).isTrue();
    assertThat(data().output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data().finishReasons()).containsExactly("end_turn");
    assertThat(data().usage()).isEqualTo(Usage.of(11, 7));
    assertThat(data().details()).containsEntry("request_id", "request-1");
  }

  @Test
  void reasoningAndTools_keepTheirOrder_andToolsAreInferred() {
    server.stream(
        START,
        event(
            "contentBlockDelta",
            "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"Hm.\"}}}"),
        event("contentBlockDelta", "{\"contentBlockIndex\":1,\"delta\":{\"text\":\"Wait.\"}}"),
        event(
            "contentBlockStart",
            "{\"contentBlockIndex\":2,\"start\":{\"toolUse\":"
                + "{\"toolUseId\":\"t1\",\"name\":\"fare\"}}}"),
        event(
            "contentBlockDelta",
            "{\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"{\\\"to\\\":\"}}}"),
        event(
            "contentBlockDelta",
            "{\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"1}\"}}}"),
        stop("tool_use"),
        metadata());
    server.converse("end_turn", FakeBedrock.text("90."));

    send(reading(new StringBuilder())).join();
    server
        .client()
        .converse(
            request ->
                request
                    .modelId("m")
                    .messages(Said.toolResult("t1", ToolResultContentBlock.fromText("90"))));

    assertThat(
            SpanRecorder.data(weaving.spans().spans(SpanType.FUNCTION).get(0), FunctionData.class))
        .isEqualTo(new FunctionData("fare", "{\"to\":1}", "90", "t1", null, true));
    GenerationData streamed =
        SpanRecorder.data(weaving.spans().spans(SpanType.GENERATION).get(0), GenerationData.class);
    assertThat(streamed.output().get(0).parts())
        .endsWith(new Part.Text("Wait."), new Part.ToolCall("t1", "fare", "{\"to\":1}"));
  }

  @Test
  void exceptionInTheStream_failsWithIt_andKeepsWhatHadArrived() {
    server.stream(START, textDelta("To "), exception("modelStreamErrorException", "boom"));
    StringBuilder text = new StringBuilder();

    assertThatThrownBy(() -> send(reading(text)).join()).isInstanceOf(CompletionException.class);

    assertThat(only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(only().error().throwable()).isInstanceOf(BedrockRuntimeException.class);
    assertThat(data().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void refusedRequest_failsWithTheServicesException() {
    server.error(400, "ValidationException");

    assertThatThrownBy(() -> send(reading(new StringBuilder())).join())
        .isInstanceOf(CompletionException.class);

    assertThat(only().attributes()).containsEntry("http.response.status_code", 400L);
  }

  @Test
  void streamWithoutAStopReason_isIncomplete() {
    server.stream(START, textDelta("To "));

    send(reading(new StringBuilder())).join();

    assertThat(only().error().type()).isEqualTo("incomplete_stream");
    assertThat(data().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void streamCancelledBySubscriber_isCancelledWithWhatHadArrived() throws Exception {
    server.stream(START, textDelta("To "), textDelta("Rome."), stop("end_turn"), metadata());
    CancellingHandler handler = new CancellingHandler(2);

    CompletableFuture<Void> future = send(handler);
    assertThat(handler.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    future.cancel(true);

    assertThat(handler.received).hasSize(2);
    assertThat(only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(only().attributes()).containsEntry("clew.end_reason", "closed_early");
    assertThat(data().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void futureThatIsCancelled_cancelsTheCall() {
    server.stream(START, textDelta("To "), stop("end_turn"));
    CompletableFuture<Void> future =
        send(
            new CancellingHandler(0) {
              @Override
              public void onEventStream(SdkPublisher<ConverseStreamOutput> publisher) {
                // reads nothing
              }
            });

    future.cancel(true);

    assertThat(only().attributes()).containsEntry("clew.end_reason", "cancelled");
  }

  @Test
  void retriedStream_hasOnlyWhatTheLastAttemptBrought() {
    server.error(503, "ServiceUnavailableException");
    server.stream(START, textDelta("Rome."), stop("end_turn"), metadata());

    send(reading(new StringBuilder())).join();

    assertThat(server.requests()).hasSize(2);
    assertThat(only().status()).isEqualTo(SpanStatus.OK);
    assertThat(data().output()).containsExactly(Message.text("assistant", "Rome."));
  }

  /** A handler of the application's own that reads a few events and cancels. */
  private static class CancellingHandler implements ConverseStreamResponseHandler {
    private final int wanted;
    private final List<ConverseStreamOutput> received = new ArrayList<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    CancellingHandler(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public void responseReceived(ConverseStreamResponse response) {}

    @Override
    public void exceptionOccurred(Throwable throwable) {}

    @Override
    public void complete() {}

    @Override
    public void onEventStream(SdkPublisher<ConverseStreamOutput> publisher) {
      publisher.subscribe(
          new Subscriber<>() {
            private Subscription subscription;

            @Override
            public void onSubscribe(Subscription subscription) {
              this.subscription = subscription;
              subscription.request(wanted);
            }

            @Override
            public void onNext(ConverseStreamOutput event) {
              received.add(event);
              if (received.size() == wanted) {
                subscription.cancel();
                cancelled.countDown();
              }
            }

            @Override
            public void onError(Throwable thrown) {}

            @Override
            public void onComplete() {}
          });
    }
  }
}
