// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.models.messages.MessageCreateParams;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final String ANSWER =
      FakeAnthropic.messageBody("msg_1", "end_turn", FakeAnthropic.text("To Rome."));

  private static final String EVENTS =
      "event: message_stop\ndata: " + FakeAnthropic.stop() + "\n\n";

  private final OwnHttpClient own = new OwnHttpClient();
  private final AnthropicClient client =
      new AnthropicClientImpl(
          ClientOptions.builder()
              .httpClient(own)
              .putHeader("x-api-key", "none")
              .maxRetries(1)
              .build());

  private final MessageCreateParams question =
      MessageCreateParams.builder().model("claude-x").maxTokens(5).addUserMessage("hi").build();

  /**
   * The application reads through these wrappers; anything above them on the stack is its own call.
   */
  @BeforeAll
  static void declareDelegatingFrames() {
    Probe.passesOn(
        "ObservedResponse.",
        "HttpCall.parse",
        "Events.",
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

    assertThat(client.messages().create(question).id()).isEqualTo("msg_1");

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("generation chat claude-x\n");
  }

  @Test
  void ownResponseThatIsStreamed_isNotCalled() {
    own.answers(200, EVENTS);

    try (var stream = client.messages().createStreaming(question)) {
      assertThat(stream.stream()).hasSize(1);
    }

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownResponseThatIsReadRaw_isNotCalled() throws Exception {
    own.answers(200, ANSWER);

    try (var raw = client.messages().withRawResponse().create(question)) {
      assertThat(raw.body().readAllBytes()).isNotEmpty();
    }

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownAsynchronousResponse_isNotCalled() throws Exception {
    own.answers(200, ANSWER);

    assertThat(client.async().messages().create(question).get().id()).isEqualTo("msg_1");

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownResponseThatIsRetried_isNotCalled() {
    own.answers(503, "");
    own.answers(200, ANSWER);

    assertThat(client.messages().create(question).id()).isEqualTo("msg_1");

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
      return Headers.builder().put("retry-after-ms", List.of("1")).build();
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
}
