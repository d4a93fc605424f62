// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.instrumentation.openai.FakeOpenAi;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
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
      WeavingExtension.of(TAPE, new OpenAiTapeModule(), new OpenAiModule());

  private static final String ANSWER =
      """
      {"id":"1","object":"chat.completion","created":1,"model":"gpt-x","choices":[{"index":0,
      "finish_reason":"stop","logprobs":null,
      "message":{"role":"assistant","content":"To Rome.","refusal":null}}]}""";

  private static final String CHUNK =
      """
      {"id":"1","object":"chat.completion.chunk","created":1,"model":"gpt-x",
      "choices":[{"index":0,"delta":{"content":"nach M\u00fcnchen"},"finish_reason":null}]}""";

  private static final String LAST = CHUNK.replace("null}]", "\"stop\"}]");
  private static final String ERROR = "{\"error\":{\"message\":\"not now\",\"type\":\"requests\"}}";

  private static final ChatCompletionCreateParams QUESTION = ask("Where to?");

  private final FakeOpenAi server = new FakeOpenAi();
  private OpenAIClient client = client(0);

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

  private OpenAIClient client(int maxRetries) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(server.baseUrl())
        .apiKey("sk-secret")
        .maxRetries(maxRetries)
        .build();
  }

  private static ChatCompletionCreateParams ask(String question) {
    return ChatCompletionCreateParams.builder().model("gpt-x").addUserMessage(question).build();
  }

  private static String event(String data) {
    return "data: " + data.replace("\n", "") + "\n\n";
  }

  /** Returns what the tape answers, after checking that the server was not asked again. */
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

  private static List<String> causes(Throwable thrown) {
    List<String> chain = new ArrayList<>();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      chain.add(each.getClass().getName() + ": " + each.getMessage());
    }
    return chain;
  }

  private List<String> events(OpenAIClient from) {
    try (StreamResponse<ChatCompletionChunk> stream =
        from.chat().completions().createStreaming(QUESTION)) {
      return stream.stream().map(Object::toString).toList();
    }
  }

  @Test
  void create_answered_isPlayedWithoutARequest() {
    server.json(ANSWER);

    String live = client.chat().completions().create(QUESTION).toString();

    assertThat(replayed(() -> client.chat().completions().create(QUESTION)).toString())
        .isEqualTo(live);
  }

  @Test
  void create_recorded_isOnTheTapeOnceAsTheLeafSentIt() {
    server.json(ANSWER);

    client.chat().completions().create(QUESTION);

    assertThat(TAPE.entries()).hasSize(1);
    TapeEntry call = TAPE.entries().get(0);
    assertThat(call.seam()).isEqualTo(OkHttpClient.class.getName());
    // Old versions leave the base to the client.
    assertThat(call.method() + " " + call.url()).matches("POST (/v1)?/chat/completions");
    assertThat(call.request()).isInstanceOf(Map.class);
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.headers()).containsKey("x-request-id");
    assertThat(call.body().text()).contains("To Rome.");
  }

  @Test
  void create_asynchronous_isPlayedOnAnotherThread() {
    server.json(ANSWER);

    String live = client.async().chat().completions().create(QUESTION).join().toString();

    assertThat(
            replayed(() -> client.async().chat().completions().create(QUESTION).join()).toString())
        .isEqualTo(live);
  }

  @Test
  void createStreaming_readToItsEnd_isPlayed() {
    server.events(CHUNK, LAST, "[DONE]");

    List<String> live = events(client);

    assertThat(live).hasSize(2);
    assertThat(replayed(() -> events(client))).isEqualTo(live);
  }

  @Test
  void createStreaming_asynchronous_isPlayed() {
    server.events(CHUNK, LAST, "[DONE]");
    Supplier<List<String>> read =
        () -> {
          List<String> events = new ArrayList<>();
          client
              .async()
              .chat()
              .completions()
              .createStreaming(QUESTION)
              .subscribe(event -> events.add(event.toString()))
              .onCompleteFuture()
              .join();
          return events;
        };

    List<String> live = read.get();

    assertThat(live).hasSize(2);
    assertThat(replayed(read)).isEqualTo(live);
  }

  @Test
  void createStreaming_firstEvent_arrivesBeforeTheNextIsSent() {
    CountDownLatch release = new CountDownLatch(1);
    server.inTwo("text/event-stream", event(CHUNK), event(LAST), release);

    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(QUESTION)) {
      Iterator<ChatCompletionChunk> events = stream.stream().iterator();
      events.next();
      release.countDown();
      assertThat(events.next().choices().get(0).finishReason()).isPresent();
    }

    assertThat(TAPE.entries().get(0).body().pieces()).isGreaterThan(1);
  }

  @Test
  void createStreaming_closedEarly_keepsWhatWasRead() {
    CountDownLatch release = new CountDownLatch(1);
    server.inTwo("text/event-stream", event(CHUNK), event(LAST), release);
    Supplier<String> first =
        () -> {
          try (StreamResponse<ChatCompletionChunk> stream =
              client.chat().completions().createStreaming(QUESTION)) {
            String read = stream.stream().iterator().next().toString();
            release.countDown();
            return read;
          }
        };

    String live = first.get();

    assertThat(TAPE.entries().get(0).closedEarly()).isTrue();
    assertThat(replayed(first)).isEqualTo(live);
  }

  @Test
  void createStreaming_cutOff_failsTheSameWay() {
    server.cut("text/event-stream", event(CHUNK));

    List<String> live = causes(catchThrowable(() -> events(client)));

    assertThat(live).hasSizeGreaterThan(1);
    assertThat(replayed(() -> causes(catchThrowable(() -> events(client))))).isEqualTo(live);
  }

  @Test
  void create_refusedByTheServer_failsTheSameWay() {
    server.reply(400, "application/json", ERROR);

    Throwable live = catchThrowable(() -> client.chat().completions().create(QUESTION));

    assertThat(live).isInstanceOf(OpenAIServiceException.class);
    assertThat(
            replayed(
                () -> causes(catchThrowable(() -> client.chat().completions().create(QUESTION)))))
        .isEqualTo(causes(live));
  }

  @Test
  void create_withoutAServer_failsTheSameWay() {
    server.close();

    List<String> live = causes(catchThrowable(() -> client.chat().completions().create(QUESTION)));

    assertThat(live).hasSizeGreaterThan(1);
    assertThat(
            replayed(
                () -> causes(catchThrowable(() -> client.chat().completions().create(QUESTION)))))
        .isEqualTo(live);
  }

  @Test
  void create_asynchronousWithoutAServer_failsTheSameWay() {
    server.close();
    Supplier<List<String>> failing =
        () ->
            causes(
                catchThrowable(() -> client.async().chat().completions().create(QUESTION).join()));

    List<String> live = failing.get();

    assertThat(live).hasSizeGreaterThan(1);
    assertThat(replayed(failing)).isEqualTo(live);
  }

  @Test
  void create_retriedAfter429_retriesFromTheTape() {
    server.reply(429, "application/json", ERROR).json(ANSWER);
    client = client(1);

    String live = client.chat().completions().create(QUESTION).toString();

    assertThat(TAPE.entries()).extracting(TapeEntry::status).containsExactly(429, 200);
    assertThat(replayed(() -> client.chat().completions().create(QUESTION)).toString())
        .isEqualTo(live);
  }

  @Test
  void create_asynchronousRetriedAfter429_retriesFromTheTape() {
    server.reply(429, "application/json", ERROR).json(ANSWER);
    client = client(1);

    String live = client.async().chat().completions().create(QUESTION).join().toString();

    assertThat(
            replayed(() -> client.async().chat().completions().create(QUESTION).join()).toString())
        .isEqualTo(live);
  }

  @Test
  void create_notOnTheTape_failsAtOnceWithoutARequest() {
    server.json(ANSWER);
    client.chat().completions().create(QUESTION);
    TAPE.replay();
    client = client(2);
    ChatCompletionCreateParams another = ask("Where else?");

    assertThatThrownBy(() -> client.chat().completions().create(another))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not on the tape: POST ")
        .hasMessageContaining("/chat/completions");
    assertThatThrownBy(() -> client.async().chat().completions().create(another).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(AssertionError.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @Tag("newest")
  void create_cancelled_endsTheRecording() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    server.inTwo("application/json", "{", "}", release);

    CompletableFuture<HttpResponse> future = leaf().executeAsync(request(), RequestOptions.none());
    future.cancel(true);

    assertThat(TAPE.entries()).extracting(TapeEntry::closedEarly).containsExactly(true);
    release.countDown();
  }

  @Test
  @Tag("newest")
  void create_loggedByTheLibrary_isLoggedOnceInEitherCase() {
    server.json(ANSWER);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(server.baseUrl())
            .apiKey("sk-secret")
            .logLevel(LogLevel.DEBUG)
            .build();

    String live = printed(() -> client.chat().completions().create(QUESTION));
    String replayed = printed(() -> replayed(() -> client.chat().completions().create(QUESTION)));

    assertThat(live.split("--> END POST", -1)).hasSize(2);
    assertThat(replayed.split("--> END POST", -1)).hasSize(2);
    assertThat(replayed).contains("Where to?", "To Rome.");
  }

  /** Returns what the library prints to stderr. */
  private static String printed(Runnable call) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      call.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private HttpClient leaf() {
    return OkHttpClient.builder().build();
  }

  private HttpRequest request() {
    return HttpRequest.builder()
        .method(HttpMethod.GET)
        .baseUrl(server.baseUrl())
        .addPathSegments("models")
        .build();
  }
}
