// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.Sleeper;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The library's parameters and results are final. What an application implements is the HTTP
 * client, whose responses Clew must not call.
 */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenAiModule());

  private static final String ANSWER =
      """
      {"id":"1","object":"chat.completion","created":1,"model":"gpt-4o-mini","choices":[{"index":0,
      "finish_reason":"stop","logprobs":null,
      "message":{"role":"assistant","content":"hello","refusal":null}}]}""";

  private static final String CHUNKS =
      """
      data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini",\
      "choices":[{"index":0,"delta":{"content":"hello"},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  private static final String VECTOR =
      """
      {"object":"list","model":"e","data":[{"object":"embedding","index":0,"embedding":[0.5]}],
      "usage":{"prompt_tokens":1,"total_tokens":1}}""";

  private final OwnHttpClient own = new OwnHttpClient();
  private final OpenAIClient client =
      new OpenAIClientImpl(
          ClientOptions.builder()
              .httpClient(own)
              .apiKey("none")
              .maxRetries(1)
              .sleeper(new NoSleeper())
              .build());

  private final ChatCompletionCreateParams question =
      ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage("hi").build();

  /**
   * The application reads through these wrappers; anything above them on the stack is its own call.
   */
  @BeforeAll
  static void declareDelegatingFrames() {
    Probe.passesOn(
        "ObservedResponse.",
        "HttpCall.parse",
        "ObservedStream.",
        "ObservedChunks.",
        "ObservedBody.",
        "ObservedFuture.lambda");
  }

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownResponse_isNotCalled() {
    own.answers(200, ANSWER);

    assertThat(client.chat().completions().create(question).choices()).hasSize(1);

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("generation chat gpt-4o-mini\n");
  }

  @Test
  void ownResponseOfAnotherSurface_isNotCalled() {
    own.answers(200, VECTOR);

    assertThat(
            client
                .embeddings()
                .create(EmbeddingCreateParams.builder().model("e").input("text").build())
                .data())
        .hasSize(1);

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownResponseThatIsStreamed_isNotCalled() {
    own.answers(200, CHUNKS);

    try (var stream = client.chat().completions().createStreaming(question)) {
      assertThat(stream.stream()).hasSize(1);
    }

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownResponseThatIsReadRaw_isNotCalled() throws Exception {
    own.answers(200, ANSWER);

    try (var raw = client.chat().completions().withRawResponse().create(question)) {
      assertThat(raw.body().readAllBytes()).isNotEmpty();
    }

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownAsynchronousResponse_isNotCalled() throws Exception {
    own.answers(200, ANSWER);

    assertThat(client.async().chat().completions().create(question).get().choices()).hasSize(1);

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownResponseThatIsRetried_isNotCalled() {
    own.answers(503, "");
    own.answers(200, ANSWER);

    assertThat(client.chat().completions().create(question).choices()).hasSize(1);

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.spans().only().events())
        .extracting(event -> event.name() + " " + event.detail())
        .contains("retry response");
  }

  private static final class OwnHttpClient implements HttpClient {
    private final Deque<OwnResponse> answers = new ArrayDeque<>();

    void answers(int status, String body) {
      answers.add(new OwnResponse(status, body));
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      return answers.remove();
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      return CompletableFuture.completedFuture(answers.remove());
    }

    @Override
    public void close() {}
  }

  private record OwnResponse(int status, String content) implements HttpResponse {
    @Override
    public int statusCode() {
      Probe.note("HttpResponse", "statusCode");
      return status;
    }

    @Override
    public Headers headers() {
      Probe.note("HttpResponse", "headers");
      return Headers.builder().put("x-request-id", List.of("7")).build();
    }

    @Override
    public Optional<String> requestId() {
      Probe.note("HttpResponse", "requestId");
      return Optional.of("7");
    }

    @Override
    public InputStream body() {
      Probe.note("HttpResponse", "body");
      return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      Probe.note("HttpResponse", "close");
    }
  }

  private static final class NoSleeper implements Sleeper {
    @Override
    public void sleep(Duration duration) {}

    @Override
    public CompletableFuture<Void> sleepAsync(Duration duration) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
  }
}
