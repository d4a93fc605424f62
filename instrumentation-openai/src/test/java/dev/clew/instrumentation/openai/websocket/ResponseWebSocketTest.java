// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import static dev.clew.instrumentation.openai.ResponseBodies.completed;
import static dev.clew.instrumentation.openai.ResponseBodies.created;
import static dev.clew.instrumentation.openai.ResponseBodies.delta;
import static dev.clew.instrumentation.openai.ResponseBodies.ended;
import static dev.clew.instrumentation.openai.ResponseBodies.failed;
import static dev.clew.instrumentation.openai.ResponseBodies.functionCall;
import static dev.clew.instrumentation.openai.ResponseBodies.inLane;
import static dev.clew.instrumentation.openai.ResponseBodies.message;
import static dev.clew.instrumentation.openai.ResponseBodies.unfinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncResponseConnection;
import com.openai.core.http.ResponseConnection;
import com.openai.core.http.ResponseWebSocketException;
import com.openai.core.http.WebSocketConnection;
import com.openai.models.beta.responses.BetaResponsesClientEvent;
import com.openai.models.beta.responses.BetaResponsesServerEvent;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponsesClientEvent;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanStatus;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.clew.testkit.WebSocketPeer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WebSockets exist since 4.75. */
@Tag("newest")
class ResponseWebSocketTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenAiModule());

  private final WebSocketPeer socket = new WebSocketPeer();
  private final String baseUrl = "http://127.0.0.1:" + socket.port() + "/v1";
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("sk-secret").build();

  @AfterEach
  void close() throws Exception {
    client.close();
    socket.close();
  }

  private static GenerationData said(FinishedSpan span) {
    return SpanRecorder.data(span, ResponseData.class).generation();
  }

  @Test
  void blocking_finalResponse_recordsEverything() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(
          ResponsesClientEvent.ofResponseCreate(
              Commands.create("How are you?").instructions("Be brief.").temperature(0.5).build()));
      socket.send(created(unfinished("resp_1", "in_progress")));
      socket.send(delta("Fi"));
      socket.send(ended("response.completed", completed("resp_1", message("Fine."))));

      connection.finalResponse();

      FinishedSpan span = weaving.spans().only();
      assertThat(span.name()).isEqualTo("response gpt-4.1");
      assertThat(span.status()).isEqualTo(SpanStatus.OK);
      assertThat(span.firstChunkEpochNanos()).isNotNull();
      GenerationData data = said(span);
      assertThat(data.streamed()).isTrue();
      assertThat(data.provider()).isEqualTo("openai");
      assertThat(data.serverAddress()).isEqualTo(baseUrl);
      assertThat(data.requestModel()).isEqualTo("gpt-4.1");
      assertThat(data.responseId()).isEqualTo("resp_1");
      assertThat(data.parameters()).isEqualTo(Map.of("temperature", 0.5));
      assertThat(data.input()).containsExactly(Message.text("user", "How are you?"));
      assertThat(data.output()).containsExactly(Message.text("assistant", "Fine."));
      assertThat(data.usage()).isEqualTo(new Usage(36L, 87L, 123L, 8L, 0L, 64L, null, null, false));
      assertThat(data.details()).containsEntry("transport", "websocket");
    }
  }

  @Test
  void events_withoutListener_areTracedNevertheless() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(Commands.ask("Hi"));
      socket.send(ended("response.completed", completed("resp_1", message("Fine."))));

      assertThat(weaving.spans().await(1)).hasSize(1);
    }
  }

  @Test
  void async_lanesAtOnce_areNotMixed() throws Exception {
    AsyncResponseConnection connection =
        client.async().responses().connect().get(10, TimeUnit.SECONDS);
    AsyncResponseConnection.Lane left = connection.lane("left");
    AsyncResponseConnection.Lane right = connection.lane("right");
    left.send(Commands.ask("left?"));
    socket.next();
    socket.send(inLane("left", delta("Left")));
    left.receive().get(10, TimeUnit.SECONDS); // otherwise the buffer may still be full
    right.send(Commands.ask("right?"));
    socket.next();
    socket.send(inLane("right", delta("Right")));
    right.receive().get(10, TimeUnit.SECONDS);
    connection.send(Commands.ask("neither?"));
    socket.send(inLane("right", ended("response.completed", completed("resp_r", message("R.")))));
    socket.send(delta("Neither"));

    right.finalResponse().get(10, TimeUnit.SECONDS);
    connection.receive().get(10, TimeUnit.SECONDS); // otherwise it may be closed earlier
    connection.close();

    List<FinishedSpan> spans = weaving.spans().await(3);
    assertThat(spans.get(0).status()).isEqualTo(SpanStatus.OK);
    assertThat(said(spans.get(0)).input()).containsExactly(Message.text("user", "right?"));
    assertThat(said(spans.get(0)).output()).containsExactly(Message.text("assistant", "R."));
    assertThat(said(spans.get(0)).details()).containsEntry("lane", "right");
    assertThat(spans.subList(1, 3))
        .allSatisfy(span -> assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED))
        .allSatisfy(
            span -> assertThat(span.attributes()).containsEntry("clew.end_reason", "closed_early"));
    assertThat(said(spans.get(1)).output()).containsExactly(Message.text("assistant", "Left"));
    assertThat(said(spans.get(2)).output()).containsExactly(Message.text("assistant", "Neither"));
  }

  @Test
  void lane_oneAfterTheOther_eachHasItsOwnAnswer() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(Commands.ask("first?"));
      socket.next();
      socket.send(delta("1"));
      connection.receive(); // otherwise the buffer may still be full
      connection.send(Commands.ask("second?"));
      socket.send(ended("response.completed", completed("resp_1", message("1."))));
      socket.send(delta("2"));
      socket.send(ended("response.completed", completed("resp_2", message("2."))));

      assertThat(connection.finalResponse().id()).isEqualTo("resp_1");
      assertThat(connection.finalResponse().id()).isEqualTo("resp_2");
    }
    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans)
        .extracting(span -> said(span).responseId())
        .containsExactly("resp_1", "resp_2");
    assertThat(said(spans.get(1)).input()).containsExactly(Message.text("user", "second?"));
  }

  @Test
  void serverError_failsTheCall() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.lane("only").send(Commands.ask("Hi"));
      socket.send(
          """
          {"type":"error","status":400,"error":{"type":"invalid_request_error",
           "code":"previous_response_not_found","message":"Not found."}}""");

      assertThatThrownBy(connection::finalResponse).isInstanceOf(ResponseWebSocketException.class);

      FinishedSpan span = weaving.spans().only();
      assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
      assertThat(span.error().type()).isEqualTo("previous_response_not_found");
      assertThat(span.error().message()).isEqualTo("Not found.");
    }
  }

  @Test
  void responseFailed_failsTheCall() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(Commands.ask("Hi"));
      socket.send(ended("response.failed", failed("resp_1", "server_error")));

      connection.finalResponse();

      assertThat(weaving.spans().only().error().type()).isEqualTo("server_error");
    }
  }

  @Test
  void connectionLost_failsTheCallAndKeepsWhatCame() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(Commands.ask("Hi"));
      socket.next();
      socket.send(delta("Fi"));
      socket.cut();

      assertThatThrownBy(connection::finalResponse).isInstanceOf(RuntimeException.class);

      FinishedSpan span = weaving.spans().await(1).get(0);
      assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
      assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
    }
  }

  @Test
  void reconnect_cancelsTheCallsOfTheOldSocket() throws Exception {
    AsyncResponseConnection connection =
        client.async().responses().connect().get(10, TimeUnit.SECONDS);
    connection.send(Commands.ask("Hi"));

    connection.reconnect().cancel(true);

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.CANCELLED);
    connection.close();
    assertThat(weaving.spans().spans()).hasSize(1);
  }

  @Test
  void send_refused_failsTheCallAtOnce() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.close();

      assertThatThrownBy(Commands.asking(connection, "Hi"))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(weaving.spans().only().error().type()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void finalResponse_cancelled_leavesTheCallToItsEnd() throws Exception {
    AsyncResponseConnection connection =
        client.async().responses().connect().get(10, TimeUnit.SECONDS);
    connection.send(Commands.ask("Hi"));

    assertThat(connection.finalResponse().cancel(true)).isTrue();

    assertThat(weaving.spans().spans()).isEmpty();
    socket.send(ended("response.completed", completed("resp_1", message("Fine."))));
    assertThat(weaving.spans().await(1).get(0).status()).isEqualTo(SpanStatus.OK);
    connection.close();
  }

  @Test
  void eventOfUnknownKind_isSkipped() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(Commands.ask("Hi"));
      socket.send("{\"type\":\"response.wondered\",\"about\":[1,2]}");
      socket.send(ended("response.completed", completed("resp_1", message("Fine."))));

      connection.finalResponse();

      assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.OK);
    }
  }

  @Test
  void toolLoop_isAFunctionBetweenTwoResponses() throws Exception {
    try (ResponseConnection connection = client.responses().connect()) {
      connection.send(Commands.ask("Hi"));
      socket.send(
          ended("response.completed", completed("resp_1", functionCall("call_1", "weather"))));
      connection.finalResponse();
      connection.send(
          ResponsesClientEvent.ofResponseCreate(
              ResponsesClientEvent.ResponseCreate.builder()
                  .model("gpt-4.1")
                  .previousResponseId("resp_1")
                  .inputOfResponse(
                      List.of(
                          ResponseInputItem.ofFunctionCallOutput(
                              ResponseInputItem.FunctionCallOutput.builder()
                                  .callId("call_1")
                                  .output("sunny")
                                  .build())))
                  .build()));
      socket.send(ended("response.completed", completed("resp_2", message("Sunny."))));
      connection.finalResponse();
    }

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans)
        .extracting(FinishedSpan::name)
        .containsExactly("response gpt-4.1", "weather", "response gpt-4.1");
    assertThat(SpanRecorder.data(spans.get(1), FunctionData.class).output()).isEqualTo("sunny");
    assertThat(SpanRecorder.data(spans.get(2), ResponseData.class).previousResponseId())
        .isEqualTo("resp_1");
  }

  @Test
  void beta_blocking_recordsQuestionAndAnswer() throws Exception {
    try (WebSocketConnection<BetaResponsesClientEvent, BetaResponsesServerEvent> connection =
        client.beta().responses().connectWebSocket()) {
      connection.send(Commands.askBeta("Hi"));
      socket.send(delta("Fi"));
      socket.send(ended("response.completed", completed("resp_1", message("Fine."))));

      connection.receive();
      assertThat(connection.receive().isResponseCompleted()).isTrue();

      GenerationData data = said(weaving.spans().only());
      assertThat(data.requestModel()).isEqualTo("gpt-4.1");
      assertThat(data.input()).containsExactly(Message.text("user", "Hi"));
      assertThat(data.output()).containsExactly(Message.text("assistant", "Fine."));
      assertThat(data.usage().total()).isEqualTo(123L);
    }
  }

  @Test
  void beta_async_closedEarly_isCancelled() throws Exception {
    WebSocketConnection<BetaResponsesClientEvent, BetaResponsesServerEvent> connection =
        client.async().beta().responses().connectWebSocket().get(10, TimeUnit.SECONDS);
    connection.send(Commands.askBeta("Hi"));
    socket.send(delta("Fi"));
    connection.receiveAsync().get(10, TimeUnit.SECONDS);

    connection.close();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
  }

  /** A separate class, because older versions lack the types in these signatures. */
  private static final class Commands {
    static ResponsesClientEvent ask(String question) {
      return ResponsesClientEvent.ofResponseCreate(create(question).build());
    }

    static ThrowingCallable asking(ResponseConnection connection, String question) {
      return () -> connection.send(ask(question));
    }

    static ResponsesClientEvent.ResponseCreate.Builder create(String question) {
      return ResponsesClientEvent.ResponseCreate.builder().model("gpt-4.1").input(question);
    }

    static BetaResponsesClientEvent askBeta(String question) {
      return BetaResponsesClientEvent.ofResponseCreate(
          BetaResponsesClientEvent.ResponseCreate.builder()
              .model("gpt-4.1")
              .input(question)
              .build());
    }
  }
}
