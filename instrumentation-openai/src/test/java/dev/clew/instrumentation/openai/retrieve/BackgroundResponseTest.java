// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retrieve;

import static dev.clew.instrumentation.openai.ResponseBodies.cancelled;
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
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseRetrieveParams;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
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

/** Background responses exist since 2.x. */
@Tag("newest")
@SuppressWarnings("MustBeClosedChecker") // raw responses are parsed or closed immediately
class BackgroundResponseTest {
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

  private static ResponseCreateParams.Builder inBackground() {
    return ResponseCreateParams.builder().model("gpt-4.1").input("Think.").background(true);
  }

  private void begin(String id) {
    server.json(unfinished(id, "queued"));
    client.responses().create(inBackground().build());
  }

  private static GenerationData said(FinishedSpan span) {
    return SpanRecorder.data(span, ResponseData.class).generation();
  }

  private static void assertLook(FinishedSpan span, String name, String operation, String status) {
    assertThat(span.name()).isEqualTo(name);
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(SpanRecorder.data(span, CustomData.class).data())
        .containsEntry("operation", operation)
        .containsEntry("id", name.substring(name.lastIndexOf(' ') + 1))
        .containsEntry("status", status)
        .doesNotContainKeys("usage", "output");
  }

  @Test
  void retrieve_firstSightOfTheEnd_hasOutputAndUsageOnce() {
    begin("resp_1");
    server.json(unfinished("resp_1", "in_progress"));
    server.json(completed("resp_1", message("Done.")));
    server.json(completed("resp_1", message("Done.")));

    for (int i = 0; i < 3; i++) {
      client.responses().retrieve("resp_1");
    }

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans).hasSize(4);
    assertThat(said(spans.get(0)).usage()).isNull();
    assertThat(said(spans.get(0)).finishReasons()).isEmpty();
    assertLook(spans.get(1), "fetch response resp_1", "fetch_response", "in_progress");
    assertThat(spans.get(2).name()).isEqualTo("fetch response resp_1");
    assertThat(said(spans.get(2)).output()).containsExactly(Message.text("assistant", "Done."));
    assertThat(said(spans.get(2)).usage().total()).isEqualTo(123L);
    assertThat(said(spans.get(2)).requestModel()).isEqualTo("gpt-4.1");
    assertThat(said(spans.get(2)).details()).containsEntry("operation", "fetch_response");
    assertLook(spans.get(3), "fetch response resp_1", "fetch_response", "completed");
  }

  @Test
  void retrieveAsync_firstSightOfTheEnd_hasUsage() {
    begin("resp_1");
    server.json(completed("resp_1", message("Done.")));

    client.async().responses().retrieve("resp_1").join();

    assertThat(said(weaving.spans().spans().get(1)).usage().total()).isEqualTo(123L);
  }

  @Test
  void retrieveRaw_neverParsed_leavesTheEndToTheNext() {
    begin("resp_1");
    server.json(completed("resp_1", message("Done.")));
    server.json(completed("resp_1", message("Done.")));

    client
        .withRawResponse()
        .responses()
        .retrieve(ResponseRetrieveParams.builder().responseId("resp_1").build())
        .close();
    client.responses().retrieve("resp_1");

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans.get(1).attributes()).containsEntry("clew.end_reason", "unparsed");
    assertThat(SpanRecorder.data(spans.get(1), CustomData.class).data())
        .doesNotContainKey("status");
    assertThat(said(spans.get(2)).usage().total()).isEqualTo(123L);
  }

  @Test
  void retrieve_ofAResponseThatWasToldBefore_countsNothing() {
    server.json(completed("resp_1", message("Done.")));
    client.responses().create(ResponseCreateParams.builder().model("gpt-4.1").input("Hi").build());
    server.json(completed("resp_1", message("Done.")));

    client.responses().retrieve("resp_1");

    assertLook(
        weaving.spans().spans().get(1), "fetch response resp_1", "fetch_response", "completed");
  }

  @Test
  void retrieveStreaming_afterATornStream_carriesTheUsageInsteadOfAGuess() {
    server.events(created(unfinished("resp_1", "in_progress")), delta("Do"));
    server.events(delta("ne."), ended("response.completed", completed("resp_1", message("Done."))));
    server.json(completed("resp_1", message("Done.")));

    try (StreamResponse<?> torn = client.responses().createStreaming(inBackground().build())) {
      torn.stream().forEach(event -> {});
    }
    ResponseRetrieveParams rest =
        ResponseRetrieveParams.builder().responseId("resp_1").startingAfter(1L).build();
    try (StreamResponse<?> resumed = client.responses().retrieveStreaming(rest)) {
      resumed.stream().forEach(event -> {});
    }
    client.responses().retrieve("resp_1");

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans.get(0).status()).isEqualTo(SpanStatus.ERROR);
    assertThat(said(spans.get(0)).output()).containsExactly(Message.text("assistant", "Do"));
    assertThat(said(spans.get(0)).usage()).isNull();
    assertThat(spans.get(1).firstChunkEpochNanos()).isNotNull();
    assertThat(said(spans.get(1)).output()).containsExactly(Message.text("assistant", "Done."));
    assertThat(said(spans.get(1)).usage().total()).isEqualTo(123L);
    assertLook(spans.get(2), "fetch response resp_1", "fetch_response", "completed");
  }

  @Test
  void retrieveStreamingAsync_withoutAnEnd_isALookThatFailed() {
    begin("resp_1");
    server.events(delta("Do"));

    client
        .async()
        .responses()
        .retrieveStreaming("resp_1")
        .subscribe(event -> {})
        .onCompleteFuture()
        .join();

    FinishedSpan span = weaving.spans().spans().get(1);
    assertThat(span.error().type()).isEqualTo("incomplete_stream");
    assertThat(SpanRecorder.data(span, CustomData.class).data())
        .containsEntry("id", "resp_1")
        .doesNotContainKey("usage");
  }

  @Test
  void createStreaming_readToItsEnd_leavesNothingForRetrieve() {
    server.events(
        created(unfinished("resp_1", "in_progress")),
        ended("response.completed", completed("resp_1", message("Done."))));
    server.json(completed("resp_1", message("Done.")));

    try (StreamResponse<?> stream = client.responses().createStreaming(inBackground().build())) {
      stream.stream().forEach(event -> {});
    }
    client.responses().retrieve("resp_1");

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(said(spans.get(0)).usage().total()).isEqualTo(123L);
    assertLook(spans.get(1), "fetch response resp_1", "fetch_response", "completed");
  }

  @Test
  void createStreaming_overtakenByRetrieve_countsNothing() {
    server.events(
        created(unfinished("resp_1", "in_progress")),
        ended("response.completed", completed("resp_1", message("Done."))));
    server.json(completed("resp_1", message("Done.")));

    try (StreamResponse<?> stream = client.responses().createStreaming(inBackground().build())) {
      var events = stream.stream().iterator();
      events.next();
      client.responses().retrieve("resp_1");
      events.next();
    }

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(said(spans.get(0)).usage().total()).isEqualTo(123L);
    assertThat(spans.get(1).name()).isEqualTo("response gpt-4.1");
    assertThat(said(spans.get(1)).usage()).isNull();
  }

  @Test
  void cancel_ofABackgroundResponse_isItsCancelledEnd() {
    begin("resp_1");
    server.json(cancelled("resp_1", message("Do")));
    server.json(cancelled("resp_1", message("Do")));

    client.responses().cancel("resp_1");
    client.async().responses().cancel("resp_1").join();

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans.get(1).name()).isEqualTo("cancel response resp_1");
    assertThat(spans.get(1).status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(said(spans.get(1)).usage().total()).isEqualTo(123L);
    assertThat(said(spans.get(1)).details()).containsEntry("operation", "cancel_response");
    assertLook(spans.get(2), "cancel response resp_1", "cancel_response", "cancelled");
  }

  @Test
  void retrieve_failedResponse_failsOnlyWhereItIsNews() {
    begin("resp_1");
    server.json(failed("resp_1", "server_error"));
    server.json(failed("resp_1", "server_error"));

    client.responses().retrieve("resp_1");
    client.responses().retrieve("resp_1");

    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans.get(1).error().type()).isEqualTo("server_error");
    assertLook(spans.get(2), "fetch response resp_1", "fetch_response", "failed");
  }

  @Test
  void retrieve_refused_failsAndLeavesTheEndToTheNext() {
    begin("resp_1");
    server.reply(404, "application/json", "{\"error\":{\"message\":\"No.\"}}");
    server.json(completed("resp_1", message("Done.")));

    try {
      client.responses().retrieve("resp_1");
    } catch (RuntimeException expected) {
      assertThat(weaving.spans().spans().get(1).status()).isEqualTo(SpanStatus.ERROR);
    }
    client.responses().retrieve("resp_1");

    assertThat(said(weaving.spans().spans().get(2)).usage().total()).isEqualTo(123L);
  }

  @Test
  void retrieve_endWithToolCall_beginsTheTool() {
    begin("resp_1");
    server.json(completed("resp_1", functionCall("call_1", "weather")));
    client.responses().retrieve("resp_1");
    server.json(completed("resp_1", functionCall("call_1", "weather")));
    client.responses().retrieve("resp_1");

    ResponseInputItem.FunctionCallOutput.builder().callId("call_1").output("sunny").build();

    assertThat(weaving.spans().spans(SpanType.FUNCTION)).hasSize(1);
  }

  @Test
  void retrieve_liesUnderTheSpanAroundIt_andBelongsToTheConversation() {
    server.json(unfinished("resp_1", "queued"));
    client.responses().create(inBackground().conversation("conv_1").build());
    server.json(completed("resp_1", message("Done.")));
    Span agent =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "poll", () -> new CustomData("poll", Map.of()));
    try (Scope ignored = Context.root().with(agent).makeCurrent()) {
      client.responses().retrieve("resp_1");
    }
    agent.end();

    FinishedSpan span = weaving.spans().spans().get(1);
    assertThat(span.parentId()).isEqualTo(agent.spanId());
    assertThat(span.groupId()).isEqualTo("conv_1");
  }

  @Test
  void retrieve_underTheGenerationOfAFramework_countsNothing() {
    begin("resp_1");
    server.json(completed("resp_1", message("Done.")));
    Span framework =
        weaving
            .spans()
            .tracer()
            .start(SpanType.GENERATION, "chat", () -> new GenerationData.Builder().build());
    try (Scope ignored = Context.root().with(framework).makeCurrent()) {
      client.responses().retrieve("resp_1");
    }
    framework.end();

    assertLook(
        weaving.spans().spans().get(1), "fetch response resp_1", "fetch_response", "completed");
  }

  @Test
  void deleteAndCounts_areNoSpans() {
    server.json(
        "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"first_id\":\"\",\"last_id\":\"\"}");
    server.json("{}");
    server.json("{\"object\":\"response.input_tokens\",\"input_tokens\":11}");

    client.responses().inputItems().list("resp_1");
    client.responses().delete("resp_1");
    client.responses().inputTokens().count();

    assertThat(server.requests()).hasSize(3);
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void looks_raw_areOneSpanEach() {
    server.json(unfinished("resp_1", "in_progress"));
    server.events(ended("response.completed", completed("resp_1", message("Done."))));
    var raw = client.withRawResponse().responses();

    raw.cancel("resp_1").parse();
    try (StreamResponse<?> stream = raw.retrieveStreaming("resp_1").parse()) {
      stream.stream().forEach(event -> {});
    }

    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::name)
        .containsExactly("cancel response resp_1", "fetch response resp_1");
  }
}
