// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.event;
import static dev.clew.instrumentation.bedrock.FakeBedrock.exception;
import static dev.clew.instrumentation.bedrock.FakeBedrock.metadata;
import static dev.clew.instrumentation.bedrock.FakeBedrock.stop;
import static dev.clew.instrumentation.bedrock.FakeBedrock.text;
import static dev.clew.instrumentation.bedrock.FakeBedrock.textDelta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.instrumentation.bedrock.tape.BedrockTapeModule;
import dev.clew.tape.RequestChange;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/** Real calls, recorded, and then answered without the server. */
class TapeTest {
  private static final RecordedTape TAPE = new RecordedTape();
  private static final String MODEL = "amazon.nova-lite-v1:0";
  private static final byte[] START = event("messageStart", "{\"role\":\"assistant\"}");

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(TAPE, new BedrockTapeModule(), new BedrockModule());

  private final FakeBedrock server = new FakeBedrock();
  private final BedrockRuntimeClient client = server.client();
  private final BedrockRuntimeAsyncClient async = server.async();

  @BeforeEach
  void record() {
    TAPE.record();
  }

  @AfterEach
  void close() {
    TAPE.stop();
  }

  private <T> T replayed(Supplier<T> call) {
    int requests = server.requests().size();
    int recorded = TAPE.entries().size();
    TAPE.replay();
    T result = call.get();
    assertThat(server.requests()).hasSize(requests);
    assertThat(TAPE.stop())
        .contains(
            "clew: replay: %d of %d calls played, 0 after normalising, 0 live"
                .formatted(recorded, recorded));
    return result;
  }

  private static ConverseRequest ask(String question) {
    return ConverseRequest.builder().modelId(MODEL).messages(Said.user(question)).build();
  }

  private static List<String> causes(Runnable call) {
    List<String> chain = new ArrayList<>();
    Throwable thrown = catchThrowable(call::run);
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      chain.add(each.getClass().getName() + ": " + each.getMessage());
    }
    return chain;
  }

  private String stream() {
    StringBuilder text = new StringBuilder();
    async
        .converseStream(
            ConverseStreamRequest.builder().modelId(MODEL).messages(Said.user("Where?")).build(),
            ConverseStreamResponseHandler.builder()
                .subscriber(
                    ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(event -> text.append(event.delta().text()))
                        .build())
                .build())
        .join();
    return text.toString();
  }

  @Test
  void converse_answered_isPlayedWithoutARequest() {
    server.converse("end_turn", text("To Rome."));

    String live = client.converse(ask("Where?")).toString();

    TapeEntry entry = TAPE.entries().get(0);
    assertThat(entry.url()).startsWith("/model/amazon.nova-lite-v1").endsWith("/converse");
    assertThat(entry.status()).isEqualTo(200);
    assertThat(entry.request()).isNotNull();
    assertThat(replayed(() -> client.converse(ask("Where?")).toString())).isEqualTo(live);
  }

  @Test
  void invokeModel_answered_isPlayedWithTheCountsInItsHeaders() {
    server.json(
        "{\"completion\":\"To Rome.\"}", java.util.Map.of("x-amzn-bedrock-input-token-count", "7"));
    InvokeModelRequest request =
        InvokeModelRequest.builder()
            .modelId("mine")
            .body(SdkBytes.fromUtf8String("{\"prompt\":\"Where?\"}"))
            .build();

    String live = client.invokeModel(request).body().asUtf8String();

    assertThat(TAPE.entries().get(0).headers()).containsKey("x-amzn-bedrock-input-token-count");
    assertThat(replayed(() -> client.invokeModel(request).body().asUtf8String())).isEqualTo(live);
  }

  @Test
  void converse_asynchronous_isPlayed() {
    server.converse("end_turn", text("To Rome."));

    String live = async.converse(ask("Where?")).join().toString();

    assertThat(TAPE.entries()).hasSize(1);
    assertThat(replayed(() -> async.converse(ask("Where?")).join().toString())).isEqualTo(live);
  }

  @Test
  void converseStream_readToItsEnd_isPlayed() {
    server.stream(START, textDelta("Nach "), textDelta("M\u00fcnchen."), stop("end"), metadata());

    String live = stream();

    assertThat(live).isEqualTo("Nach M\u00fcnchen.");
    assertThat(TAPE.entries()).hasSize(1);
    assertThat(replayed(this::stream)).isEqualTo(live);
  }

  @Test
  void converseStream_failingMidway_failsTheSameWay() {
    server.stream(START, textDelta("To "), exception("validationException", "not now"));

    List<String> live = causes(this::stream);

    assertThat(live).isNotEmpty();
    assertThat(replayed(() -> causes(this::stream))).isEqualTo(live);
  }

  @Test
  void converse_refused_failsTheSameWay() {
    server.error(400, "ValidationException");

    List<String> live = causes(() -> client.converse(ask("Where?")));

    assertThat(live.get(0)).contains("ValidationException", "not now");
    assertThat(replayed(() -> causes(() -> client.converse(ask("Where?"))))).isEqualTo(live);
  }

  @Test
  void converse_retriedAfter429_retriesFromTheTape() {
    server.error(429, "ThrottlingException").converse("end_turn", text("To Rome."));

    String live = client.converse(ask("Where?")).toString();

    assertThat(TAPE.entries()).extracting(TapeEntry::status).containsExactly(429, 200);
    assertThat(replayed(() -> client.converse(ask("Where?")).toString())).isEqualTo(live);
  }

  @Test
  void converse_asynchronousRetriedAfter429_retriesFromTheTape() {
    server.error(429, "ThrottlingException").converse("end_turn", text("To Rome."));

    String live = async.converse(ask("Where?")).join().toString();

    assertThat(replayed(() -> async.converse(ask("Where?")).join().toString())).isEqualTo(live);
  }

  @Test
  @Timeout(30) // of a wait of a minute
  void converse_retried_doesNotWaitOnAReplay() {
    server.error(429, "ThrottlingException").converse("end_turn", text("To Rome."));
    String live = client.converse(ask("Where?")).toString();

    try (BedrockRuntimeClient patient = server.patient();
        BedrockRuntimeAsyncClient patientAsync = server.patientAsync()) {
      assertThat(replayed(() -> patient.converse(ask("Where?")).toString())).isEqualTo(live);
      assertThat(replayed(() -> patientAsync.converse(ask("Where?")).join().toString()))
          .isEqualTo(live);
    }
  }

  @Test
  void fork_changesModelAndSystemPrompt_andSignsAnew() {
    server.converse("end_turn", text("1")).converse("end_turn", text("2"));
    server.converse("end_turn", text("3")).stream(START, textDelta("4"), stop("end"), metadata());
    client.converse(ask("Where?"));
    TAPE.fork(new RequestChange("amazon.nova-pro-v1:0", "Answer in Latin."));

    assertThat(client.converse(ask("Where?")).toString()).contains("Text=2");
    assertThat(async.converse(ask("Where?")).join().toString()).contains("Text=3");
    assertThat(stream()).isEqualTo("4");

    for (int i = 0; i < 4; i++) {
      FakeBedrock.Head head = server.heads().get(i);
      String body = server.requests().get(i);
      boolean changed = i > 0;
      assertThat(head.rawPath().startsWith("/model/amazon.nova-pro-v1%3A0/")).isEqualTo(changed);
      assertThat(body.contains("\"system\":[{\"text\":\"Answer in Latin.\"}]")).isEqualTo(changed);
      assertThat(head.headers().get("content-length"))
          .containsExactly(Integer.toString(body.length()));
      assertThat(head.headers().get("authorization")).containsExactly(Signature.of(head, body));
    }
  }

  @Test
  void converse_notOnTheTape_failsAtOnceWithoutARequest() {
    server.converse("end_turn", text("To Rome."));
    client.converse(ask("Where?"));
    TAPE.replay();

    assertThat(catchThrowable(() -> client.converse(ask("Where else?"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not on the tape: POST /model/");
    assertThat(catchThrowable(() -> async.converse(ask("Where else?")).join()))
        .isInstanceOfAny(CompletionException.class, CancellationException.class)
        .hasRootCauseInstanceOf(AssertionError.class);
    assertThat(server.requests()).hasSize(1);
  }
}
