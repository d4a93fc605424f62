// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static dev.clew.instrumentation.anthropic.FakeAnthropic.blockStart;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.blockStop;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.delta;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.end;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.event;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.start;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.stop;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.backends.AnthropicBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.client.okhttp.OkHttpClient;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.LogLevel;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.clew.instrumentation.anthropic.tape.AnthropicTapeModule;
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
import java.util.concurrent.atomic.AtomicInteger;
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
      WeavingExtension.of(TAPE, new AnthropicTapeModule(), new AnthropicModule());

  private static final String[] EVENTS = {
    start(),
    blockStart(0, text("")),
    delta(0, "{\"type\":\"text_delta\",\"text\":\"Zum Beispiel nach M\u00fcnchen.\"}"),
    blockStop(0),
    end("end_turn"),
    stop()
  };

  private final FakeAnthropic server = new FakeAnthropic();
  private AnthropicClient client = server.client(0);

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

  private static MessageCreateParams ask(String question) {
    return MessageCreateParams.builder()
        .model("claude-x")
        .maxTokens(64)
        .addUserMessage(question)
        .build();
  }

  private static final MessageCreateParams QUESTION = ask("Where to?");

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

  private List<String> events(AnthropicClient from) {
    try (StreamResponse<RawMessageStreamEvent> stream = from.messages().createStreaming(QUESTION)) {
      return stream.stream().map(Object::toString).toList();
    }
  }

  @Test
  void create_answered_isPlayedWithoutARequest() {
    server.message("end_turn", text("To Rome."));

    String live = client.messages().create(QUESTION).toString();

    assertThat(replayed(() -> client.messages().create(QUESTION)).toString()).isEqualTo(live);
  }

  @Test
  void create_recorded_isOnTheTapeOnceAsTheLeafSentIt() {
    server.message("end_turn", text("To Rome."));

    client.messages().create(QUESTION);

    assertThat(TAPE.entries()).hasSize(1);
    TapeEntry call = TAPE.entries().get(0);
    assertThat(call.seam()).isEqualTo(OkHttpClient.class.getName());
    assertThat(call.method() + " " + call.url()).isEqualTo("POST /v1/messages");
    assertThat(call.request()).isInstanceOf(Map.class);
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.headers()).containsKey("request-id");
    assertThat(call.body().text()).contains("To Rome.");
  }

  @Test
  void create_asynchronous_isPlayedOnAnotherThread() {
    server.message("end_turn", text("To Rome."));

    String live = client.async().messages().create(QUESTION).join().toString();

    assertThat(replayed(() -> client.async().messages().create(QUESTION).join()).toString())
        .isEqualTo(live);
  }

  @Test
  void createStreaming_readToItsEnd_isPlayed() {
    server.events(EVENTS);

    List<String> live = events(client);

    assertThat(live).hasSize(EVENTS.length);
    assertThat(replayed(() -> events(client))).isEqualTo(live);
  }

  @Test
  void createStreaming_asynchronous_isPlayed() {
    server.events(EVENTS);
    Supplier<List<String>> read =
        () -> {
          List<String> events = new ArrayList<>();
          client
              .async()
              .messages()
              .createStreaming(QUESTION)
              .subscribe(event -> events.add(event.toString()))
              .onCompleteFuture()
              .join();
          return events;
        };

    List<String> live = read.get();

    assertThat(live).hasSize(EVENTS.length);
    assertThat(replayed(read)).isEqualTo(live);
  }

  @Test
  void createStreaming_firstEvent_arrivesBeforeTheNextIsSent() {
    CountDownLatch release = new CountDownLatch(1);
    server.inTwo("text/event-stream", event(EVENTS[0]), event(stop()), release);

    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(QUESTION)) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      events.next();
      release.countDown();
      assertThat(events.next().toString()).contains("essageStop");
    }

    assertThat(TAPE.entries().get(0).body().pieces()).isGreaterThan(1);
  }

  @Test
  void createStreaming_closedEarly_keepsWhatWasRead() {
    CountDownLatch release = new CountDownLatch(1);
    server.inTwo("text/event-stream", event(EVENTS[0]), event(stop()), release);
    Supplier<String> first =
        () -> {
          try (StreamResponse<RawMessageStreamEvent> stream =
              client.messages().createStreaming(QUESTION)) {
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
    server.cut("text/event-stream", event(EVENTS[0]));

    List<String> live = causes(catchThrowable(() -> events(client)));

    assertThat(live).isNotEmpty();
    assertThat(replayed(() -> causes(catchThrowable(() -> events(client))))).isEqualTo(live);
  }

  @Test
  void create_refusedByTheServer_failsTheSameWay() {
    server.error(400, "invalid_request_error");

    Throwable live = catchThrowable(() -> client.messages().create(QUESTION));

    assertThat(live).isInstanceOf(AnthropicServiceException.class);
    assertThat(replayed(() -> causes(catchThrowable(() -> client.messages().create(QUESTION)))))
        .isEqualTo(causes(live));
  }

  @Test
  void create_withoutAServer_failsTheSameWay() {
    server.close();

    List<String> live = causes(catchThrowable(() -> client.messages().create(QUESTION)));

    assertThat(live).hasSizeGreaterThan(1);
    assertThat(replayed(() -> causes(catchThrowable(() -> client.messages().create(QUESTION)))))
        .isEqualTo(live);
  }

  @Test
  void create_asynchronousWithoutAServer_failsTheSameWay() {
    server.close();
    Supplier<List<String>> failing =
        () -> causes(catchThrowable(() -> client.async().messages().create(QUESTION).join()));

    List<String> live = failing.get();

    assertThat(live).hasSizeGreaterThan(1);
    assertThat(replayed(failing)).isEqualTo(live);
  }

  @Test
  void create_retriedAfter429_retriesFromTheTape() {
    server.error(429, "rate_limit_error").message("end_turn", text("To Rome."));
    client = server.client(1);

    String live = client.messages().create(QUESTION).toString();

    assertThat(TAPE.entries()).extracting(TapeEntry::status).containsExactly(429, 200);
    assertThat(replayed(() -> client.messages().create(QUESTION)).toString()).isEqualTo(live);
  }

  @Test
  void create_asynchronousRetriedAfter429_retriesFromTheTape() {
    server.error(429, "rate_limit_error").message("end_turn", text("To Rome."));
    client = server.client(1);

    String live = client.async().messages().create(QUESTION).join().toString();

    assertThat(replayed(() -> client.async().messages().create(QUESTION).join()).toString())
        .isEqualTo(live);
  }

  @Test
  void create_notOnTheTape_failsAtOnceWithoutARequest() {
    server.message("end_turn", text("To Rome."));
    client.messages().create(QUESTION);
    TAPE.replay();
    client = server.client(2);
    MessageCreateParams another = ask("Where else?");

    assertThatThrownBy(() -> client.messages().create(another))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not on the tape: POST /v1/messages");
    assertThatThrownBy(() -> client.async().messages().create(another).get())
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
    server.message("end_turn", text("To Rome."));
    client =
        AnthropicOkHttpClient.builder()
            .baseUrl(server.url())
            .apiKey("sk-ant")
            .logLevel(LogLevel.DEBUG)
            .build();

    String live = printed(() -> client.messages().create(QUESTION));
    String replayed = printed(() -> replayed(() -> client.messages().create(QUESTION)));

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
    AnthropicBackend backend =
        AnthropicBackend.builder().apiKey("sk-ant").baseUrl(server.url()).build();
    return OkHttpClient.builder().backend(backend).build();
  }

  private HttpRequest request() {
    return HttpRequest.builder()
        .method(com.anthropic.core.http.HttpMethod.GET)
        .baseUrl(server.url())
        .addPathSegments("v1", "models")
        .build();
  }

  @Test
  @Tag("newest")
  void create_throughAClientOfTheApplication_isOnTheTapeOnce() {
    server.message("end_turn", text("To Rome."));
    AtomicInteger passed = new AtomicInteger();
    HttpClient own = new CountingClient(leaf(), passed);
    AnthropicClient counted =
        new AnthropicClientImpl(
            ClientOptions.builder().httpClient(own).baseUrl(server.url()).build());

    String live = counted.messages().create(QUESTION).toString();

    assertThat(TAPE.entries())
        .extracting(TapeEntry::seam)
        .containsExactly(OkHttpClient.class.getName());
    assertThat(replayed(() -> counted.messages().create(QUESTION)).toString()).isEqualTo(live);
    assertThat(passed).hasValue(2);
  }

  private record CountingClient(HttpClient delegate, AtomicInteger passed) implements HttpClient {
    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      passed.incrementAndGet();
      return delegate.execute(request, options);
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      return delegate.executeAsync(request, options);
    }

    @Override
    public void close() {
      delegate.close();
    }
  }
}
