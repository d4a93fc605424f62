// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tape;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.instrumentation.openai.FakeOpenAi;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.Probe;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of the application, on the tape; nothing but the application calls what they return. */
@Tag("newest") // the SDK's own client is made in another way in old versions
class OwnClientsTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(TAPE, new OpenAiTapeModule(), new OpenAiModule());

  private static final String ANSWER =
      """
      {"id":"1","object":"chat.completion","created":1,"model":"gpt-x","choices":[{"index":0,
      "finish_reason":"stop","logprobs":null,
      "message":{"role":"assistant","content":"To Rome.","refusal":null}}]}""";

  private static final ChatCompletionCreateParams QUESTION =
      ChatCompletionCreateParams.builder().model("gpt-x").addUserMessage("Where to?").build();

  private final FakeOpenAi server = new FakeOpenAi();

  @BeforeEach
  void record() {
    Probe.passesOn(
        "RecordedResponse.",
        "ResponseRecording.",
        "DefaultMethodProxy.lambda",
        "ObservedResponse.",
        "HttpCall.parse",
        "ObservedBody.",
        "ObservedFuture.lambda",
        "HttpTapeHook.lambda");
    TAPE.record();
  }

  @AfterEach
  void close() {
    TAPE.stop();
    server.close();
    Probe.calls();
  }

  private OpenAIClient client(HttpClient own) {
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(own)
            .baseUrl(server.baseUrl())
            .apiKey("sk-secret")
            .maxRetries(0)
            .build());
  }

  @Test
  void wrapper_ofTheSdksClient_isOnTheTapeOnce() {
    server.json(ANSWER);
    AtomicInteger passed = new AtomicInteger();
    HttpClient own = new CountingClient(OkHttpClient.builder().build(), passed);
    OpenAIClient counted = client(own);

    String live = counted.chat().completions().create(QUESTION).toString();

    assertThat(TAPE.entries())
        .extracting(TapeEntry::seam)
        .containsExactly(OkHttpClient.class.getName());
    TAPE.replay();
    assertThat(counted.chat().completions().create(QUESTION).toString()).isEqualTo(live);
    assertThat(server.requests()).hasSize(1);
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

  @Test
  void ownClient_thatSendsByItself_isOnTheTapeWithStatusAndBody() {
    SendingClient own = new SendingClient();

    String live = client(own).chat().completions().create(QUESTION).toString();

    assertThat(Probe.calls()).isEmpty();
    TapeEntry call = TAPE.entries().get(0);
    assertThat(call.seam()).isEqualTo(SendingClient.class.getName());
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.headers()).isEmpty();
    assertThat(call.body().text()).contains("To Rome.");
    TAPE.replay();
    assertThat(client(own).chat().completions().create(QUESTION).toString()).isEqualTo(live);
    assertThat(own.sent).hasValue(1);
  }

  @Test
  void ownClient_asynchronous_isPlayed() {
    SendingClient own = new SendingClient();

    String live = client(own).async().chat().completions().create(QUESTION).join().toString();

    assertThat(Probe.calls()).isEmpty();
    assertThat(TAPE.entries()).hasSize(1);
    TAPE.replay();
    assertThat(client(own).async().chat().completions().create(QUESTION).join().toString())
        .isEqualTo(live);
    assertThat(own.sent).hasValue(1);
  }

  @Test
  void ownBody_isNeitherReadNorClosed() {
    HttpRequest request =
        HttpRequest.builder()
            .method(HttpMethod.POST)
            .baseUrl(server.baseUrl())
            .addPathSegments("files")
            .body(Probe.implementing(HttpRequestBody.class))
            .build();
    SendingClient own = new SendingClient();
    own.execute(request, RequestOptions.none()).close();

    assertThat(TAPE.entries()).extracting(TapeEntry::url).containsExactly("/v1/files");
    TAPE.replay();
    own.execute(request, RequestOptions.none()).close();

    assertThat(Probe.calls()).isEmpty();
    assertThat(own.sent).hasValue(1);
  }

  private static final class SendingClient implements HttpClient {
    final AtomicInteger sent = new AtomicInteger();

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      sent.incrementAndGet();
      return new OwnResponse();
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      sent.incrementAndGet();
      return CompletableFuture.completedFuture(new OwnResponse());
    }

    @Override
    public void close() {}
  }

  private static final class OwnResponse implements HttpResponse {
    @Override
    public int statusCode() {
      Probe.note("HttpResponse", "statusCode");
      return 200;
    }

    @Override
    public Headers headers() {
      Probe.note("HttpResponse", "headers");
      return Headers.builder().build();
    }

    @Override
    public Optional<String> requestId() {
      Probe.note("HttpResponse", "requestId");
      return Optional.empty();
    }

    @Override
    public InputStream body() {
      Probe.note("HttpResponse", "body");
      return new ByteArrayInputStream(ANSWER.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      Probe.note("HttpResponse", "close");
    }
  }
}
