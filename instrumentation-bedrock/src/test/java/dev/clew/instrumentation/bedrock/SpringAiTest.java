// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.metadata;
import static dev.clew.instrumentation.bedrock.FakeBedrock.stop;
import static dev.clew.instrumentation.bedrock.FakeBedrock.text;
import static dev.clew.instrumentation.bedrock.FakeBedrock.textDelta;
import static dev.clew.instrumentation.bedrock.FakeBedrock.toolUse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Spring AI over this SDK: one model call is one generation. */
@Tag("newest")
class SpringAiTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new BedrockModule(), new SpringAiModule(), new ReactorModule(), new ConcurrentModule());

  private final FakeBedrock server = new FakeBedrock();
  private final BedrockProxyChatModel model =
      BedrockProxyChatModel.builder()
          .bedrockRuntimeClient(server.client())
          .bedrockRuntimeAsyncClient(server.async())
          .defaultOptions(BedrockChatOptions.builder().model("m").build())
          .build();

  /** What the tool takes. */
  record Trip(String to) {}

  private GenerationData generation() {
    List<FinishedSpan> generations = weaving.spans().spans(SpanType.GENERATION);
    assertThat(generations).hasSize(1);
    return SpanRecorder.data(generations.get(0), GenerationData.class);
  }

  @Test
  void call_isOneGeneration_withTheAddress() {
    server.converse("end_turn", text("Rome."));

    model.call(new Prompt("Where to?"));

    GenerationData data = generation();
    assertThat(data.serverAddress()).isEqualTo(FakeBedrock.url());
    assertThat(data.usage()).isEqualTo(Usage.of(11, 7));
    assertThat(data.provider()).isEqualTo("aws.bedrock");
  }

  @Test
  void stream_isOneGeneration_withTheTokens() {
    server.stream(textDelta("To "), textDelta("Rome."), stop("end_turn"), metadata());

    model.stream(new Prompt("Where to?")).blockLast();

    GenerationData data = generation();
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.usage()).isEqualTo(Usage.of(11, 7));
    assertThat(data.serverAddress()).isEqualTo(FakeBedrock.url());
  }

  @Test
  void toolOfTheFramework_isTheOnlyFunction() {
    server.converse("tool_use", toolUse("t1", "fare", "{\"to\":\"Rome\"}"));
    server.converse("end_turn", text("90 euros."));
    FunctionToolCallback<Trip, String> fare =
        FunctionToolCallback.<Trip, String>builder("fare", trip -> "90")
            .inputType(Trip.class)
            .build();

    model.call(
        new Prompt(
            "How much?", BedrockChatOptions.builder().model("m").toolCallbacks(fare).build()));

    assertThat(weaving.tree()).hasToString("generation chat m\nfunction fare\ngeneration chat m\n");
  }
}
