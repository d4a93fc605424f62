// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.call;
import static io.agentscope.sample.SampleModel.piece;
import static io.agentscope.sample.SampleModel.text;
import static io.agentscope.sample.SampleModel.thought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.SpanStatus;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.core.message.Base64Source;
import io.agentscope.core.message.ContentBlock;
import io.agentscope.core.message.ImageBlock;
import io.agentscope.core.message.Msg;
import io.agentscope.core.message.MsgRole;
import io.agentscope.core.message.TextBlock;
import io.agentscope.core.message.ThinkingBlock;
import io.agentscope.core.message.ToolResultBlock;
import io.agentscope.core.message.URLSource;
import io.agentscope.core.model.ChatResponse;
import io.agentscope.core.model.GenerateOptions;
import io.agentscope.core.model.ToolSchema;
import io.agentscope.sample.SampleModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class ModelTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AgentScopeModule());

  private final SampleModel model = new SampleModel();

  private Flux<ChatResponse> stream() {
    return model.stream(Agents.question("Where to?"), List.of(), null);
  }

  private GenerationData only() {
    return weaving.spans().only(GenerationData.class);
  }

  @Test
  void answer_isAGeneration() {
    model.answers(text("To Rome."));
    List<Msg> request = new ArrayList<>(Agents.question("Where to?"));
    Map<String, Object> schema = Map.of("type", "object");
    ToolSchema tool =
        ToolSchema.builder().name("fare").description("Finds a fare.").parameters(schema).build();
    GenerateOptions options = GenerateOptions.builder().temperature(0.5).maxTokens(9).build();

    Flux<ChatResponse> answer = model.stream(request, List.of(tool), options);
    request.clear(); // what the application does later does not matter
    answer.blockLast();

    assertThat(weaving.tree()).hasToString("generation chat sample-1\n");
    GenerationData data = only();
    assertThat(data.requestModel()).isEqualTo("sample-1");
    assertThat(data.responseId()).isEqualTo("answer-1");
    assertThat(data.streamed()).isFalse();
    assertThat(data.parameters()).isEqualTo(Map.of("temperature", 0.5, "max_tokens", 9));
    assertThat(data.input())
        .containsExactly(new Message("user", List.of(new Part.Text("Where to?")), "user"));
    assertThat(data.tools())
        .containsExactly(new ToolDefinition("fare", "Finds a fare.", "{\"type\":\"object\"}"));
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.finishReasons()).containsExactly("stop");
    assertThat(data.usage()).isEqualTo(Usage.of(11, 7));
  }

  @Test
  void stream_isPutTogether() {
    model.answers(
        thought("Hm"),
        thought("m."),
        piece("To "),
        call("c1", "fare", "{\"to\":"),
        call("", "__fragment__", "\"Rome\"}"),
        call("c2", "seat", "{}"),
        text("Rome."));

    assertThat(stream().collectList().block()).hasSize(7);

    GenerationData data = only();
    assertThat(data.streamed()).isTrue();
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(
                    new Part.Reasoning("Hmm."),
                    new Part.Text("To Rome."),
                    new Part.ToolCall("c1", "fare", "{\"to\":\"Rome\"}"),
                    new Part.ToolCall("c2", "seat", "{}"))));
    assertThat(data.usage()).isEqualTo(Usage.of(11, 7));
    assertThat(weaving.spans().only().firstChunkEpochNanos()).isNotNull();
  }

  @Test
  void stream_thatIsCancelled_isCancelledWithWhatArrived() {
    model.answers(piece("To "), piece("Rome."));

    stream().blockFirst();

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(weaving.spans().only().attributes()).containsEntry("clew.end_reason", "cancelled");
    assertThat(only().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void stream_thatBreaksOff_hasTheErrorAndWhatArrived() {
    IllegalStateException failure = new IllegalStateException("broken");
    model.answers(Flux.just(piece("To ")).concatWith(Flux.error(failure)));

    assertThatThrownBy(() -> stream().blockLast()).isSameAs(failure);

    assertThat(weaving.tree())
        .hasToString("generation chat sample-1 [error java.lang.IllegalStateException]\n");
    assertThat(only().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void stream_isLazy_andEverySubscriptionIsACall() {
    model.answers(text("One.")).answers(text("Two."));
    Flux<ChatResponse> answer = stream();

    assertThat(weaving.spans().spans()).isEmpty();
    assertThat(model.requests()).isEmpty();
    answer.blockLast();
    answer.blockLast();

    assertThat(weaving.spans().spans()).hasSize(2);
  }

  @Test
  void contents_ofAllKinds_areMessages() {
    model.answers(text("OK."));
    Msg question =
        message(
            MsgRole.USER,
            new ImageBlock(new Base64Source("image/png", "aGk=")),
            new ImageBlock(new URLSource("https://example.com/a.png")));
    Msg answer =
        message(
            MsgRole.ASSISTANT,
            ThinkingBlock.builder().thinking("Hm.").build(),
            SampleModel.tool("fare", Map.of("city", "Rome")));
    Msg result =
        message(
            MsgRole.TOOL,
            ToolResultBlock.of("call-fare", "fare", TextBlock.builder().text("9 euros").build()));

    model.stream(List.of(question, answer, result), null, null).blockLast();

    assertThat(only().input())
        .containsExactly(
            Message.of(
                "user",
                List.of(
                    new Part.Media(
                        "image",
                        "image/png",
                        null,
                        2L,
                        "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"),
                    new Part.Media("image", null, "https://example.com/a.png", null, null))),
            Message.of(
                "assistant",
                List.of(
                    new Part.Reasoning("Hm."),
                    new Part.ToolCall("call-fare", "fare", "{\"city\":\"Rome\"}"))),
            Message.of("tool", List.of(new Part.ToolResult("call-fare", "9 euros"))));
  }

  private static Msg message(MsgRole role, ContentBlock... blocks) {
    return Msg.builder().role(role).content(List.of(blocks)).build();
  }
}
