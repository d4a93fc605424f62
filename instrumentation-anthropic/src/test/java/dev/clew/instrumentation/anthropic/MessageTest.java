// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static dev.clew.instrumentation.anthropic.FakeAnthropic.text;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.toolUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.ClientOptions;
import com.anthropic.errors.RateLimitException;
import com.anthropic.models.messages.MessageCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real client, woven, talks to a server that answers in the provider's wire format. */
class MessageTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final MessageCreateParams QUESTION =
      MessageCreateParams.builder()
          .model("claude-x")
          .maxTokens(64)
          .addUserMessage("Where to?")
          .build();

  private final FakeAnthropic server = new FakeAnthropic();
  private final AnthropicClient client = server.client(0);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void prepareAnswer() {
    server.message("tool_use", text("To Rome."), toolUse("toolu_1", "fare", "{\"to\":\"Rome\"}"));
  }

  private void assertIsAnswer() {
    FinishedSpan span = weaving.spans().spans(SpanType.GENERATION).get(0);
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(span.name()).isEqualTo("chat claude-x");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.attributes()).containsEntry("http.response.status_code", 200L);
    assertThat(data.provider()).isEqualTo("anthropic");
    assertThat(data.requestModel()).isEqualTo("claude-x");
    assertThat(data.responseModel()).isEqualTo("claude-x-1");
    assertThat(data.responseId()).isEqualTo("msg_1");
    assertThat(data.streamed()).isFalse();
    assertThat(data.parameters().keySet()).containsExactly("max_tokens");
    assertThat(data.input()).containsExactly(Message.text("user", "Where to?"));
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(
                    new Part.Text("To Rome."),
                    new Part.ToolCall("toolu_1", "fare", "{\"to\":\"Rome\"}"))));
    assertThat(data.finishReasons()).containsExactly("tool_use");
    // The provider's 11 do not include the cache.
    assertThat(data.usage())
        .isEqualTo(new Usage(131L, 7L, 138L, 100L, 20L, null, null, null, false));
    assertThat(data.details().toString()).contains("request-id=req_1").doesNotContain("secret");
  }

  @Test
  void create_isAGeneration() {
    prepareAnswer();

    assertThat(client.messages().create(QUESTION).id()).isEqualTo("msg_1");

    assertIsAnswer();
  }

  @Test
  void createAsync_isAGeneration() {
    prepareAnswer();

    client.async().messages().create(QUESTION).join();

    assertIsAnswer();
  }

  @Test
  void createBeta_isAGeneration() {
    prepareAnswer();

    client.beta().messages().create(betaQuestion());

    assertIsAnswer();
  }

  @Test
  void createBetaAsync_isAGeneration() {
    prepareAnswer();

    client.async().beta().messages().create(betaQuestion()).join();

    assertIsAnswer();
  }

  private static com.anthropic.models.beta.messages.MessageCreateParams betaQuestion() {
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model("claude-x")
        .maxTokens(64)
        .addUserMessage("Where to?")
        .build();
  }

  @Test
  void createRaw_parsed_isAGeneration() {
    prepareAnswer();

    try (var response = client.messages().withRawResponse().create(QUESTION)) {
      assertThat(response.parse().id()).isEqualTo("msg_1");
    }

    assertIsAnswer();
  }

  @Test
  void createRaw_readAsBytes_endsUnparsed() throws Exception {
    prepareAnswer();

    try (var response = client.messages().withRawResponse().create(QUESTION);
        InputStream body = response.body()) {
      assertThat(body.readAllBytes()).isNotEmpty();
    }

    assertThat(weaving.spans().only().attributes()).containsEntry("clew.end_reason", "unparsed");
  }

  @Test
  void create_ofAClientWithABaseUrl_hasItsAddress() {
    prepareAnswer();

    client.messages().create(QUESTION);

    GenerationData data =
        SpanRecorder.data(weaving.spans().spans(SpanType.GENERATION).get(0), GenerationData.class);
    // Older versions keep the address in the HTTP client.
    boolean known =
        Arrays.stream(ClientOptions.class.getMethods())
            .anyMatch(method -> method.getName().equals("openTelemetryProviderName"));
    assertThat(data.serverAddress()).isEqualTo(known ? server.url() : null);
  }

  @Test
  void error_failsWithItsStatusAndType() {
    server.error(429, "rate_limit_error");

    assertThatThrownBy(() -> client.messages().create(QUESTION))
        .isInstanceOf(RateLimitException.class);

    assertIsRateLimited();
  }

  @Test
  void asynchronousError_failsWithItsStatusAndType() {
    server.error(429, "rate_limit_error");

    assertThatThrownBy(() -> client.async().messages().create(QUESTION).join())
        .isInstanceOf(CompletionException.class);

    assertIsRateLimited();
  }

  private void assertIsRateLimited() {
    FinishedSpan span = weaving.spans().only();
    assertThat(span.error().type()).isEqualTo(RateLimitException.class.getName());
    assertThat(span.attributes()).containsEntry("http.response.status_code", 429L);
    assertThat(SpanRecorder.data(span, GenerationData.class).details())
        .containsEntry("error_type", "rate_limit_error");
  }

  @Test
  void retries_areOneSpan() {
    AnthropicClient patient = server.client(2);
    server.error(529, "overloaded_error").message("end_turn", text("To Rome."));

    patient.messages().create(QUESTION);
    patient.close();

    FinishedSpan span = weaving.spans().only();
    assertThat(server.requests()).hasSize(2);
    assertThat(span.attributes()).containsEntry("clew.retries", 1L);
    assertThat(span.events()).extracting(event -> event.detail()).contains("HTTP 529");
  }

  @Test
  void asynchronousRetries_areOneSpan() {
    AnthropicClient patient = server.client(2);
    server.error(529, "overloaded_error").message("end_turn", text("To Rome."));

    patient.async().messages().create(QUESTION).join();
    patient.close();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.attributes()).containsEntry("clew.retries", 1L);
    assertThat(span.events()).extracting(event -> event.name()).containsOnlyOnce("retry");
  }

  @Test
  void create_underAFrameworksGeneration_enrichesIt() {
    prepareAnswer();
    GenerationData framework = new GenerationData.Builder().requestModel("claude-x").build();
    Span outer =
        weaving.spans().tracer().start(SpanType.GENERATION, "chat claude-x", () -> framework);
    try (Scope ignored = Context.current().with(outer).makeCurrent()) {
      client.messages().create(QUESTION);
    }
    outer.end();

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.usage().cachedInput()).isEqualTo(100L);
    assertThat(data.responseId()).isEqualTo("msg_1");
  }

  @Test
  void countTokens_isNoModelCall() {
    server.json("{\"input_tokens\":5}");

    client
        .messages()
        .countTokens(
            com.anthropic.models.messages.MessageCountTokensParams.builder()
                .model("claude-x")
                .addUserMessage("Where to?")
                .build());

    assertThat(weaving.spans().spans()).isEmpty();
  }
}
