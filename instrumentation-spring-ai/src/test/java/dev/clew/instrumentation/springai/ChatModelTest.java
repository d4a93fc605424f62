// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.cloud.ai.dashscope.SampleUsage;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanStatus;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.sample.SampleModel;
import reactor.core.publisher.Flux;

/** Chat models, the library's and the application's, called directly. */
class ChatModelTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiModule());

  private static final Prompt QUESTION =
      new Prompt(List.of(new SystemMessage("Be brief."), new UserMessage("Where to?")));

  private final SampleModel model = new SampleModel(true);

  @Test
  void call_isAGeneration() {
    model.answer("To Rome.");

    assertThat(model.call(QUESTION).getResult().getOutput().getText()).isEqualTo("To Rome.");

    assertIsAnswer(false);
  }

  private static void assertIsAnswer(boolean streamed) {
    FinishedSpan span = weaving.spans().only();
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(span.name()).isEqualTo("chat sample-1");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(data.provider()).isEqualTo("sample");
    assertThat(data.requestModel()).isEqualTo("sample-1");
    assertThat(data.responseModel()).isEqualTo("sample-1-2026");
    assertThat(data.responseId()).isEqualTo("response-1");
    assertThat(data.streamed()).isEqualTo(streamed);
    assertThat(data.parameters()).isEqualTo(Map.of("temperature", 0.5));
    assertThat(data.input())
        .containsExactly(Message.text("system", "Be brief."), Message.text("user", "Where to?"));
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.finishReasons()).containsExactly("stop");
    assertThat(data.usage())
        .isEqualTo(new Usage(10L, 2L, 12L, null, null, null, null, null, false));
  }

  @Test
  void call_thatFails_isAFailedGeneration() {
    IllegalStateException overloaded = new IllegalStateException("overloaded");
    model.answer(overloaded);

    assertThatThrownBy(() -> model.call(QUESTION)).isSameAs(overloaded);

    assertThat(weaving.tree())
        .hasToString("generation chat sample-1 [error java.lang.IllegalStateException]\n");
  }

  @Test
  void stream_isAGeneration() {
    model.answer("To Rome.");

    assertThat(model.stream(QUESTION).collectList().block()).hasSize(2);

    assertIsAnswer(true);
  }

  @Test
  void stream_thatNobodySubscribesTo_isNothing() {
    model.answer("To Rome.");

    Flux<ChatResponse> answer = model.stream(QUESTION);

    assertThat(answer).isNotNull();
    assertThat(model.calls()).isZero();
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void stream_withTwoSubscribers_isTwoGenerations() {
    model.answer("To Rome.").answer("To Oslo.");
    Flux<ChatResponse> answer = model.stream(QUESTION);

    answer.blockLast();
    answer.blockLast();

    assertThat(model.calls()).isEqualTo(2);
    assertThat(weaving.tree()).hasToString("generation chat sample-1\ngeneration chat sample-1\n");
  }

  @Test
  void stream_thatIsCancelled_keepsWhatArrived() {
    model.answer("To Rome.");

    model.stream(QUESTION).take(1).blockLast();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(span.attributes()).containsEntry("clew.end_reason", "closed_early");
    assertThat(SpanRecorder.data(span, GenerationData.class).output())
        .containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void stream_thatFails_isAFailedGeneration() {
    IllegalStateException overloaded = new IllegalStateException("overloaded");
    model.answer(overloaded);

    assertThatThrownBy(() -> model.stream(QUESTION).blockLast()).isSameAs(overloaded);

    assertThat(weaving.tree())
        .hasToString("generation chat sample-1 [error java.lang.IllegalStateException]\n");
  }

  @Test
  void stream_passesSignalsOnInTheContextOfItsSubscriber() {
    model.answer("To Rome.");
    List<Context> contexts = new ArrayList<>();

    model.stream(QUESTION)
        .doOnSubscribe(subscription -> contexts.add(Context.current()))
        .doOnNext(piece -> contexts.add(Context.current()))
        .doOnComplete(() -> contexts.add(Context.current()))
        .blockLast();

    assertThat(contexts).hasSize(4).containsOnly(Context.root());
  }

  @Test
  void call_ofAnOwnModel_isAGenerationNamedAfterItsClass() {
    new OwnModel(null).call(QUESTION);

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(weaving.spans().only().name()).isEqualTo("chat OwnModel");
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.usage()).isNotNull();
    assertThat(data.usage().estimated()).isTrue();
  }

  @Test
  void countsInAClassOfDashScope_areRead() {
    ChatModel counting =
        new ChatModel() {
          @Override
          public ChatResponse call(Prompt prompt) {
            return new ChatResponse(
                List.of(new Generation(new AssistantMessage("To Rome."))),
                ChatResponseMetadata.builder().usage(new SampleUsage()).build());
          }
        };

    counting.call(QUESTION);

    assertThat(weaving.spans().only(GenerationData.class).usage()).isEqualTo(Usage.of(20, 7));
  }

  @Test
  void stream_ofAnOwnModel_isAGeneration() {
    new OwnModel(null).stream(QUESTION).blockLast();

    assertThat(weaving.spans().only(GenerationData.class).output())
        .containsExactly(Message.text("assistant", "To Rome."));
  }

  @Test
  void call_ofAModelThatDelegates_countsTheOtherOne() {
    model.answer("To Rome.");

    new OwnModel(model).call(QUESTION);

    assertThat(weaving.tree())
        .hasToString(
            """
            custom chat OwnModel
              generation chat sample-1
            """);
    assertThat(SpanRecorder.data(weaving.spans().spans().get(1), CustomData.class).name())
        .isEqualTo("OwnModel");
  }

  @Test
  void stream_ofAModelThatDelegates_countsTheOtherOne() {
    model.answer("To Rome.");

    new OwnModel(model).stream(QUESTION).blockLast();

    assertThat(weaving.tree())
        .hasToString(
            """
            custom chat OwnModel
              generation chat sample-1
            """);
  }
}
