// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.examples.modelserver.Usage;
import dev.clew.instrumentation.anthropic.tape.AnthropicTapeModule;
import dev.clew.instrumentation.googlegenai.tape.GoogleGenAiTapeModule;
import dev.clew.instrumentation.openai.tape.OpenAiTapeModule;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;

/** Spring AI over a provider's SDK is recorded by the SDK's seam, whatever its HTTP client. */
@DisabledIfSystemProperty(
    named = "testkit.version",
    matches = "1\\.0\\..*|1\\.1\\.8",
    disabledReason = "no model over an SDK, or not in versions.txt")
@ParameterizedClass
@MethodSource("dev.clew.instrumentation.springai.stack.Provider#all")
class TapeTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          TAPE, new OpenAiTapeModule(), new AnthropicTapeModule(), new GoogleGenAiTapeModule());

  @Parameter Provider provider;

  private final SequenceScript script = new SequenceScript();
  private ModelServer server;
  private ChatModel model;

  @BeforeEach
  void record() {
    server = ModelServer.start(script);
    model = provider.model().apply(server.baseUrl().replaceFirst("/v1$", ""));
    script.enqueue(Reply.text("To Rome.").usage(Usage.of(120, 31)));
    TAPE.record();
  }

  @AfterEach
  void close() {
    TAPE.stop();
    server.close();
  }

  private void assertIsPlayedOnce(Supplier<String> call) {
    assertThat(call.get()).isEqualTo("To Rome.");
    assertThat(TAPE.entries()).hasSize(1);
    TAPE.replay();
    assertThat(call.get()).isEqualTo("To Rome.");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void call_isPlayed() {
    assertIsPlayedOnce(() -> model.call("Where to?"));
  }

  @Test
  void stream_isPlayed() {
    assertIsPlayedOnce(
        () ->
            model.stream(new Prompt("Where to?")).collectList().block().stream()
                .filter(each -> each.getResult() != null)
                .map(each -> each.getResult().getOutput().getText())
                .filter(text -> text != null)
                .collect(Collectors.joining()));
  }
}
