// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.opentelemetry.OpenTelemetryOptions;
import com.anthropic.core.opentelemetry.OpenTelemetryRequestOptions;
import com.anthropic.errors.RateLimitException;
import com.anthropic.models.messages.MessageCreateParams;
import dev.clew.testkit.WeavingExtension;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The library's own OpenTelemetry spans, which it makes beside Clew's. */
@EnabledIf("isThere")
class OwnTelemetryTest {
  static boolean isThere() {
    return OwnTelemetryTest.class
            .getClassLoader()
            .getResource("com/anthropic/core/opentelemetry/OpenTelemetryOptions.class")
        != null;
  }

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final MessageCreateParams QUESTION =
      MessageCreateParams.builder()
          .model("claude-x")
          .maxTokens(64)
          .addUserMessage("Where to?")
          .build();

  private final Queue<String> ended = new ConcurrentLinkedQueue<>();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(new Names(ended)).build();
  private final FakeAnthropic server = new FakeAnthropic();
  private final AnthropicClient client =
      AnthropicOkHttpClient.builder()
          .baseUrl(server.url())
          .apiKey("sk-ant-secret")
          .maxRetries(0)
          .openTelemetry(OpenTelemetryOptions.builder().tracerProvider(provider).build())
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
    provider.close();
  }

  @Test
  void create_hasOneSpanOfEach() {
    server.message("end_turn", FakeAnthropic.text("To Rome."));

    client.messages().create(QUESTION);

    assertThat(ended).hasSize(1);
    assertThat(weaving.tree()).hasToString("generation chat claude-x\n");
  }

  @Test
  void createAsync_hasOneSpanOfEach() {
    server.message("end_turn", FakeAnthropic.text("To Rome."));

    client.async().messages().create(QUESTION).join();

    assertThat(ended).hasSize(1);
    assertThat(weaving.tree()).hasToString("generation chat claude-x\n");
  }

  @Test
  void createStreaming_hasOneSpanOfEach() {
    server.events(FakeAnthropic.start(), FakeAnthropic.end("end_turn"), FakeAnthropic.stop());

    try (var stream = client.messages().createStreaming(QUESTION)) {
      assertThat(stream.stream()).hasSize(3);
    }

    assertThat(ended).hasSize(1);
    assertThat(weaving.tree()).hasToString("generation chat claude-x\n");
  }

  @Test
  void error_hasOneSpanOfEach() {
    server.error(429, "rate_limit_error");

    assertThatThrownBy(() -> client.messages().create(QUESTION))
        .isInstanceOf(RateLimitException.class);

    assertThat(ended).hasSize(1);
    assertThat(weaving.tree())
        .hasToString("generation chat claude-x [error com.anthropic.errors.RateLimitException]\n");
  }

  @Test
  @Tag("newest")
  void conversationOfTheirSpan_isTheGroupOfOurs() {
    server.message("end_turn", FakeAnthropic.text("To Rome."));

    client
        .messages()
        .create(
            QUESTION,
            RequestOptions.builder()
                .openTelemetry(
                    OpenTelemetryRequestOptions.builder().conversationId("chat-7").build())
                .build());

    assertThat(weaving.spans().traces().get(0).groupId()).isEqualTo("chat-7");
  }

  private record Names(Queue<String> ended) implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.add(span.getName());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
