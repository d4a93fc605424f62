// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.betaresponses;

import static dev.clew.instrumentation.openai.ResponseBodies.compaction;
import static dev.clew.instrumentation.openai.ResponseBodies.completed;
import static dev.clew.instrumentation.openai.ResponseBodies.created;
import static dev.clew.instrumentation.openai.ResponseBodies.delta;
import static dev.clew.instrumentation.openai.ResponseBodies.ended;
import static dev.clew.instrumentation.openai.ResponseBodies.failed;
import static dev.clew.instrumentation.openai.ResponseBodies.functionCall;
import static dev.clew.instrumentation.openai.ResponseBodies.message;
import static dev.clew.instrumentation.openai.ResponseBodies.unfinished;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.beta.responses.BetaResponseInputItem;
import com.openai.models.beta.responses.ResponseCompactParams;
import com.openai.models.beta.responses.ResponseCreateParams;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanStatus;
import dev.clew.instrumentation.openai.FakeOpenAi;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The beta exists since 4.43 or earlier. */
@Tag("newest")
@SuppressWarnings("MustBeClosedChecker") // raw responses are parsed or closed immediately
class BetaResponseTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenAiModule());

  private final FakeOpenAi server = new FakeOpenAi();
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .baseUrl(server.baseUrl())
          .apiKey("sk-secret")
          .maxRetries(0)
          .build();

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  /** A separate class, because older versions lack the types in these signatures. */
  private static final class Params {
    static ResponseCreateParams.Builder ask(String question) {
      return ResponseCreateParams.builder().model("gpt-4.1").input(question);
    }

    static void ignore(Object event) {}
  }

  private static GenerationData said(FinishedSpan span) {
    return SpanRecorder.data(span, ResponseData.class).generation();
  }

  @Test
  void create_recordsTheSameAsThePlainOne() {
    server.json(completed("resp_1", message("Fine.")));

    client
        .beta()
        .responses()
        .create(
            Params.ask("How are you?")
                .instructions("Be brief.")
                .previousResponseId("resp_0")
                .conversation("conv_1")
                .temperature(0.5)
                .build());

    FinishedSpan span = weaving.spans().only();
    assertThat(span.name()).isEqualTo("response gpt-4.1");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.groupId()).isEqualTo("conv_1");
    ResponseData data = SpanRecorder.data(span, ResponseData.class);
    assertThat(data.previousResponseId()).isEqualTo("resp_0");
    assertThat(data.conversationId()).isEqualTo("conv_1");
    assertThat(data.instructions()).isEqualTo("Be brief.");
    assertThat(said(span).provider()).isEqualTo("openai");
    assertThat(said(span).serverAddress()).isEqualTo(server.baseUrl());
    assertThat(said(span).requestModel()).isEqualTo("gpt-4.1");
    assertThat(said(span).responseModel()).isEqualTo("gpt-4.1-2025-04-14");
    assertThat(said(span).responseId()).isEqualTo("resp_1");
    assertThat(said(span).parameters()).isEqualTo(Map.of("temperature", 0.5));
    assertThat(said(span).input()).containsExactly(Message.text("user", "How are you?"));
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fine."));
    assertThat(said(span).finishReasons()).containsExactly("completed");
    assertThat(said(span).usage())
        .isEqualTo(new Usage(36L, 87L, 123L, 8L, 0L, 64L, null, null, false));
  }

  @Test
  void createAsyncAndRaw_areOneSpanEach() {
    server.json(completed("resp_1", message("Fine.")));
    server.json(completed("resp_2", message("Fine.")));

    client.async().beta().responses().create(Params.ask("Hi").build()).join();
    client.withRawResponse().beta().responses().create(Params.ask("Hi").build()).parse();

    assertThat(weaving.spans().spans())
        .extracting(span -> said(span).responseId())
        .containsExactly("resp_1", "resp_2");
  }

  @Test
  void createStreaming_endsWithTheWholeResponse() {
    server.events(
        created(unfinished("resp_1", "in_progress")),
        delta("Fi"),
        ended("response.completed", completed("resp_1", message("Fine."))));

    try (StreamResponse<?> stream =
        client.beta().responses().createStreaming(Params.ask("Hi").build())) {
      assertThat(stream.stream().count()).isEqualTo(3);
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(span.firstChunkEpochNanos()).isNotNull();
    assertThat(said(span).streamed()).isTrue();
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fine."));
    assertThat(said(span).usage().total()).isEqualTo(123L);
  }

  @Test
  void createStreamingAsync_torn_keepsWhatCame() {
    server.events(created(unfinished("resp_1", "in_progress")), delta("Fi"), delta("ne"));

    client
        .async()
        .beta()
        .responses()
        .createStreaming(Params.ask("Hi").build())
        .subscribe(Params::ignore)
        .onCompleteFuture()
        .join();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.error().type()).isEqualTo("incomplete_stream");
    assertThat(said(span).responseId()).isEqualTo("resp_1");
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fine"));
    assertThat(said(span).usage().estimated()).isTrue();
  }

  @Test
  void create_failedResponse_failsTheSpan() {
    server.json(failed("resp_1", "server_error"));

    client.beta().responses().create(Params.ask("Hi").build());

    assertThat(weaving.spans().only().error().type()).isEqualTo("server_error");
  }

  @Test
  void toolLoop_isAFunctionBetweenTwoResponses() {
    server.json(completed("resp_1", functionCall("call_1", "weather")));
    server.json(completed("resp_2", message("Sunny.")));

    client.beta().responses().create(Params.ask("Hi").build());
    BetaResponseInputItem result =
        BetaResponseInputItem.ofFunctionCallOutput(
            BetaResponseInputItem.FunctionCallOutput.builder()
                .callId("call_1")
                .output("sunny")
                .build());
    assertThat(weaving.spans().spans()).hasSize(2);
    client
        .beta()
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("gpt-4.1")
                .inputOfBetaResponse(List.of(result))
                .build());

    assertThat(SpanRecorder.data(weaving.spans().spans().get(1), FunctionData.class).output())
        .isEqualTo("sunny");
    assertThat(said(weaving.spans().spans().get(2)).input().get(0).role()).isEqualTo("tool");
  }

  @Test
  void background_isToldByTheFirstWhoSeesItsEnd() {
    server.json(unfinished("resp_1", "queued"));
    server.json(completed("resp_1", message("Done.")));
    server.events(ended("response.completed", completed("resp_1", message("Done."))));
    server.json(completed("resp_1", message("Done.")));

    client.beta().responses().create(Params.ask("Hi").background(true).build());
    client.beta().responses().retrieve("resp_1");
    try (StreamResponse<?> again = client.beta().responses().retrieveStreaming("resp_1")) {
      again.stream().forEach(event -> {});
    }
    client.async().beta().responses().cancel("resp_1").join();

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(said(spans.get(1)).usage().total()).isEqualTo(123L);
    assertThat(spans.subList(2, 4))
        .allSatisfy(
            span ->
                assertThat(SpanRecorder.data(span, CustomData.class).data())
                    .containsEntry("status", "completed")
                    .doesNotContainKeys("usage", "output"));
  }

  @Test
  void compact_saysWhatIsLeftAndItsTokens() {
    server.json(compaction("resp_c"));
    server.json(compaction("resp_d"));

    client
        .beta()
        .responses()
        .compact(ResponseCompactParams.builder().model("gpt-5").input("Plan a trip.").build());
    client
        .responses()
        .compact(
            com.openai.models.responses.ResponseCompactParams.builder()
                .model("gpt-5")
                .previousResponseId("resp_0")
                .build());

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans)
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.name()).isEqualTo("compact gpt-5"))
        .allSatisfy(
            span ->
                assertThat(said(span).output())
                    .extracting(Message::role)
                    .containsExactly("user", "assistant", "assistant"))
        .allSatisfy(span -> assertThat(said(span).details()).containsEntry("operation", "compact"))
        .allSatisfy(span -> assertThat(said(span).usage().total()).isEqualTo(123L));
    assertThat(said(spans.get(0)).input()).containsExactly(Message.text("user", "Plan a trip."));
    assertThat(SpanRecorder.data(spans.get(1), ResponseData.class).previousResponseId())
        .isEqualTo("resp_0");
  }

  @Test
  void compactAsyncAndRaw_areOneSpanEach() {
    for (int i = 0; i < 4; i++) {
      server.json(compaction("resp_" + i));
    }
    var beta = ResponseCompactParams.builder().model("gpt-5").input("Plan a trip.").build();
    var plain =
        com.openai.models.responses.ResponseCompactParams.builder()
            .model("gpt-5")
            .input("Plan a trip.")
            .build();

    client.async().beta().responses().compact(beta).join();
    client.withRawResponse().beta().responses().compact(beta).parse();
    client.async().responses().compact(plain).join();
    client.withRawResponse().responses().compact(plain).parse();

    assertThat(weaving.spans().spans())
        .extracting(span -> said(span).responseId() + " " + said(span).usage().total())
        .containsExactly("resp_0 123", "resp_1 123", "resp_2 123", "resp_3 123");
  }

  @Test
  void looks_asyncAndRaw_areOneSpanEach() {
    server.json(unfinished("resp_1", "queued"));
    server.json(unfinished("resp_1", "queued"));
    server.json(unfinished("resp_1", "queued"));
    server.events(ended("response.completed", completed("resp_1", message("Done."))));
    server.events(ended("response.completed", completed("resp_1", message("Done."))));
    var async = client.async().beta().responses();
    var raw = client.withRawResponse().beta().responses();

    async.retrieve("resp_1").join();
    raw.retrieve("resp_1").parse();
    raw.cancel("resp_1").parse();
    async.retrieveStreaming("resp_1").subscribe(Params::ignore).onCompleteFuture().join();
    try (StreamResponse<?> stream = raw.retrieveStreaming("resp_1").parse()) {
      stream.stream().forEach(event -> {});
    }

    assertThat(weaving.spans().spans())
        .hasSize(5)
        .extracting(span -> SpanRecorder.data(span, CustomData.class).data().get("status"))
        .containsExactly("queued", "queued", "queued", "completed", "completed");
  }

  @Test
  void countsItemsAndDelete_areNoSpans() {
    server.json(
        "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"first_id\":\"\",\"last_id\":\"\"}");
    server.json("{}");
    server.json("{\"object\":\"response.input_tokens\",\"input_tokens\":11}");

    client.beta().responses().inputItems().list("resp_1");
    client.beta().responses().delete("resp_1");
    client.beta().responses().inputTokens().count();

    assertThat(server.requests()).hasSize(3);
    assertThat(weaving.spans().spans()).isEmpty();
  }
}
