// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.examples.modelserver.Usage;
import dev.clew.instrumentation.anthropic.AnthropicModule;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.googlegenai.GoogleGenAiModule;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Spring AI over a provider's SDK, both traced: every call of the model in one span. */
@SuppressWarnings("removal") // older versions have no other way to pass tools
@DisabledIfSystemProperty(
    named = "testkit.version",
    matches = "1\\.0\\..*|1\\.1\\.8",
    disabledReason = "no model over an SDK, or not in versions.txt")
@ParameterizedClass
@MethodSource("dev.clew.instrumentation.springai.stack.Provider#all")
class ProviderStackTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new SpringAiModule(),
          new OpenAiModule(),
          new AnthropicModule(),
          new GoogleGenAiModule(),
          new ReactorModule(),
          new ConcurrentModule());

  @Parameter Provider provider;

  private final SequenceScript script = new SequenceScript();
  private ModelServer server;
  private ChatModel model;

  @BeforeEach
  void open() {
    server = ModelServer.start(script);
    model = provider.model().apply(url());
  }

  private String url() {
    return server.baseUrl().replaceFirst("/v1$", "");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void call_isOneGeneration() {
    script.enqueue(Reply.text("To Rome.").usage(Usage.of(120, 31)));

    assertThat(model.call("Where to?")).isEqualTo("To Rome.");

    assertOneGeneration();
  }

  @Test
  void stream_isOneGeneration() {
    script.enqueue(Reply.text("To Rome.").usage(Usage.of(120, 31)));

    model.stream(new Prompt("Where to?")).blockLast();

    assertOneGeneration();
  }

  private void assertOneGeneration() {
    FinishedSpan span = weaving.spans().only();
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(data.provider()).isEqualTo(provider.name());
    assertThat(data.usage().input()).isEqualTo(120);
    assertThat(data.usage().output()).isEqualTo(31);
    if (!provider.name().equals("anthropic")) { // whose SDK does not know it before 2.72
      assertThat(data.serverAddress()).as("from the SDK").startsWith(url());
    }
    assertThat(span.enrichments()).hasSize(1);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void callThatFails_isOneFailedGeneration() {
    script.enqueue(Reply.error(401, "no such key"));

    Throwable refused = catchThrowable(() -> model.call("Where to?"));

    assertThat(weaving.tree().toString())
        .startsWith("generation chat ")
        .endsWith(" [error " + refused.getClass().getName() + "]\n")
        .containsOnlyOnce("\n");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void streamThatIsCancelled_isOneCancelledGeneration() {
    script.enqueue(Reply.text("To Rome, and from there to Naples.").usage(Usage.of(120, 31)));

    model.stream(new Prompt("Where to?")).take(1).blockLast();

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(weaving.spans().only(GenerationData.class).finishReasons()).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void roundsOfTools_areOneGenerationEach() {
    requestTool();

    assertThat(ask().call().content()).isEqualTo("90 euros.");

    assertRounds();
  }

  @Test
  void streamedRoundsOfTools_areOneGenerationEach() {
    requestTool();

    assertThat(String.join("", ask().stream().content().collectList().block()))
        .isEqualTo("90 euros.");

    assertRounds();
  }

  private void requestTool() {
    script.enqueue(
        Reply.toolCalls(new ToolCall("call_1", "fare", "{\"to\":\"Rome\"}"))
            .usage(Usage.of(10, 5)));
    script.enqueue(Reply.text("90 euros.").usage(Usage.of(20, 6)));
  }

  private ChatClient.ChatClientRequestSpec ask() {
    return ChatClient.builder(model)
        .build()
        .prompt("What is the fare to Rome?")
        .toolCallbacks(
            FunctionToolCallback.builder("fare", (Map<String, Object> input) -> "90 euros")
                .description("The fare to a city")
                .inputType(Map.class)
                .build());
  }

  private void assertRounds() {
    assertThat(weaving.tree().toString().replaceAll("chat .*", "chat"))
        .isEqualTo(
            """
            agent ChatClient
              generation chat
              function fare
              generation chat
            """);
    List<FinishedSpan> rounds = weaving.spans().spans(SpanType.GENERATION);
    assertThat(rounds)
        .extracting(span -> SpanRecorder.data(span, GenerationData.class).usage())
        .extracting(usage -> usage.input() + "+" + usage.output())
        .containsExactly("10+5", "20+6");
    assertThat(rounds).allSatisfy(span -> assertThat(span.enrichments()).hasSize(1));
    assertThat(server.requests()).hasSize(2);
  }
}
