// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static dev.clew.instrumentation.googlegenai.FakeGemini.answerBody;
import static dev.clew.instrumentation.googlegenai.FakeGemini.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import dev.clew.instrumentation.googlegenai.tape.GoogleGenAiTapeModule;
import dev.clew.tape.RequestChange;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real calls, recorded, and then answered without the server. */
class TapeTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(TAPE, new GoogleGenAiTapeModule(), new GoogleGenAiModule());

  private final FakeGemini server = new FakeGemini();
  private Client client = server.client();

  @BeforeEach
  void record() {
    TAPE.record();
  }

  @AfterEach
  void close() {
    TAPE.stop();
    client.close();
    server.close();
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

  private String ask(String question) {
    return text(client.models.generateContent("gemini-x", question, null));
  }

  private static String text(GenerateContentResponse response) {
    return response.responseId().orElse("") + " " + response.text();
  }

  private List<String> causes() {
    List<String> chain = new ArrayList<>();
    Throwable thrown = catchThrowable(() -> ask("Where to?"));
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      chain.add(each.getClass().getName() + ": " + each.getMessage());
    }
    return chain;
  }

  @Test
  void generateContent_answered_isPlayedWithoutARequest() {
    server.answer(FakeGemini.text("To Rome."));

    String live = ask("Where to?");

    assertThat(live).isEqualTo("resp_1 To Rome.");
    TapeEntry entry = TAPE.entries().get(0);
    assertThat(entry.url()).endsWith("/models/gemini-x:generateContent");
    assertThat(entry.body().text()).isEqualTo(answerBody("STOP", FakeGemini.text("To Rome.")));
    assertThat(replayed(() -> ask("Where to?"))).isEqualTo(live);
  }

  @Test
  void generateContent_asynchronous_isPlayed() {
    server.answer(FakeGemini.text("To Rome."));
    Supplier<String> call =
        () -> text(client.async.models.generateContent("gemini-x", "Where to?", null).join());

    String live = call.get();

    assertThat(replayed(call)).isEqualTo(live);
  }

  @Test
  void generateContentStream_readToItsEnd_isPlayed() {
    server.stream(chunk(FakeGemini.text("Nach ")), chunk(FakeGemini.text("M\u00fcnchen.")));
    Supplier<List<String>> call =
        () -> {
          List<String> texts = new ArrayList<>();
          try (ResponseStream<GenerateContentResponse> stream =
              client.models.generateContentStream("gemini-x", "Where to?", null)) {
            stream.forEach(each -> texts.add(each.text()));
          }
          return texts;
        };

    List<String> live = call.get();

    assertThat(live).containsExactly("Nach ", "M\u00fcnchen.");
    assertThat(replayed(call)).isEqualTo(live);
  }

  @Test
  void generateContentStream_firstResponse_arrivesBeforeTheNextIsSent() {
    CountDownLatch release = new CountDownLatch(1);
    server.inTwo(chunk(FakeGemini.text("To ")), chunk(FakeGemini.text("Rome.")), release);

    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream("gemini-x", "Where to?", null)) {
      Iterator<GenerateContentResponse> responses = stream.iterator();
      assertThat(responses.next().text()).isEqualTo("To ");
      release.countDown();
      assertThat(responses.next().text()).isEqualTo("Rome.");
      assertThat(responses.hasNext()).isFalse();
    }

    assertThat(TAPE.entries().get(0).body().pieces()).isGreaterThan(1);
  }

  @Test
  void generateContentStream_closedEarly_keepsWhatWasRead() {
    CountDownLatch release = new CountDownLatch(1);
    server.inTwo(chunk(FakeGemini.text("To ")), chunk(FakeGemini.text("Rome.")), release);
    Supplier<String> first =
        () -> {
          try (ResponseStream<GenerateContentResponse> stream =
              client.models.generateContentStream("gemini-x", "Where to?", null)) {
            String read = stream.iterator().next().text();
            release.countDown();
            return read;
          }
        };

    String live = first.get();

    assertThat(TAPE.entries().get(0).closedEarly()).isTrue();
    assertThat(replayed(first)).isEqualTo(live);
  }

  @Test
  void generateContent_cutOff_failsTheSameWay() {
    server.inTwo(chunk(FakeGemini.text("To ")), null, new CountDownLatch(0));

    List<String> live = causes();

    assertThat(live).isNotEmpty();
    assertThat(replayed(this::causes)).isEqualTo(live);
  }

  @Test
  void generateContent_refused_failsTheSameWay() {
    server.error(400, "INVALID_ARGUMENT");

    List<String> live = causes();

    assertThat(live.get(0)).contains("not now");
    assertThat(replayed(this::causes)).isEqualTo(live);
  }

  @Test
  void generateContent_withoutAServer_failsTheSameWay() {
    server.close();

    List<String> live = causes();

    assertThat(live).isNotEmpty();
    assertThat(replayed(this::causes)).isEqualTo(live);
  }

  @Test
  @Tag("newest")
  void generateContent_retriedAfter429_retriesFromTheTape() {
    server.error(429, "RESOURCE_EXHAUSTED").answer(FakeGemini.text("To Rome."));
    client =
        Client.builder()
            .apiKey("secret")
            .httpOptions(
                HttpOptions.builder()
                    .baseUrl(server.url())
                    .retryOptions(HttpRetryOptions.builder().attempts(2).initialDelay(0.01).build())
                    .build())
            .build();

    String live = ask("Where to?");

    assertThat(TAPE.entries()).extracting(TapeEntry::status).containsExactly(429, 200);
    assertThat(replayed(() -> ask("Where to?"))).isEqualTo(live);
  }

  @Test
  void generateContent_notOnTheTape_failsAtOnceWithoutARequest() {
    server.answer(FakeGemini.text("To Rome."));
    ask("Where to?");
    TAPE.replay();

    assertThatThrownBy(() -> ask("Where else?"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not on the tape: POST /v1");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void fork_changesModelAndSystemInstruction() {
    server.answer(FakeGemini.text("1")).answer(FakeGemini.text("2"));
    server.stream(chunk(FakeGemini.text("3")));
    ask("Where to?");
    TAPE.fork(new RequestChange("gemini-y", "Answer in Latin."));

    assertThat(ask("Where to?")).endsWith(" 2");
    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream("gemini-x", "Where to?", null)) {
      assertThat(stream).extracting(GenerateContentResponse::text).containsExactly("3");
    }

    assertThat(server.paths().subList(1, 3))
        .allSatisfy(path -> assertThat(path).contains("/models/gemini-y:"));
    assertThat(server.requests().subList(1, 3))
        .allSatisfy(body -> assertThat(body).contains("Answer in Latin.", "Where to?"));
  }

  @Test
  void request_ofTheApplicationItself_isNotOnTheTape() throws IOException {
    server.answer();

    try (Response response =
        new OkHttpClient()
            .newCall(new Request.Builder().url(server.url() + "/own").build())
            .execute()) {
      assertThat(response.code()).isEqualTo(200);
    }

    assertThat(TAPE.entries()).isEmpty();
  }
}
