// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.GuardrailData;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.model.moderation.ModerationResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Moderate;
import dev.langchain4j.service.ModerationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModerationHooksTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  private static Moderation verdictOn(String text) {
    return text.contains("threat") ? Moderation.flagged(text) : Moderation.notFlagged();
  }

  /** The older form, which implements each method. */
  private static final class Own implements ModerationModel {
    @Override
    public Response<Moderation> moderate(String text) {
      return Response.from(verdictOn(text));
    }

    @Override
    public Response<Moderation> moderate(List<ChatMessage> messages) {
      return moderate(messages.toString());
    }
  }

  /** The newer form. */
  private static final class Newer implements ModerationModel {
    @Override
    public ModerationResponse doModerate(ModerationRequest request) {
      return ModerationResponse.builder().moderation(verdictOn(request.texts().get(0))).build();
    }

    @Override
    public String modelName() {
      return "watchdog-2";
    }
  }

  private static final class Chat implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("fine")).build();
    }
  }

  interface Assistant {
    @Moderate
    String answer(String question);
  }

  @Test
  void flaggedText_isATriggeredGuardrailWithoutTheText() {
    new Newer().moderate("a threat");

    assertThat(weaving.tree()).hasToString("guardrail moderation ModerationHooksTest$Newer\n");
    GuardrailData data = weaving.spans().only(GuardrailData.class);
    assertThat(data.name()).isEqualTo("moderation");
    assertThat(data.triggered()).isTrue();
    assertThat(data.details())
        .containsEntry("model_class", "ModerationHooksTest$Newer")
        .containsEntry("inputs", 1);
    assertThat(data.toString()).doesNotContain("a threat");
  }

  @Test
  void messagesInTheOlderForm_areOneSpan() {
    new Own().moderate(List.of(AiMessage.from("kind words")));

    assertThat(weaving.tree()).hasToString("guardrail moderation ModerationHooksTest$Own\n");
    assertThat(weaving.spans().only(GuardrailData.class).triggered()).isFalse();
  }

  @Test
  void modelThatAsksAnother_isCustomAboveIt() {
    ModerationModel fallback =
        new ModerationModel() {
          @Override
          public Response<Moderation> moderate(String text) {
            return new Newer().moderate(text);
          }
        };

    fallback.moderate("hello");

    assertThat(weaving.tree().toString())
        .startsWith("custom moderation ModerationHooksTest$")
        .endsWith("  guardrail moderation ModerationHooksTest$Newer\n");
  }

  @Test
  void moderationOfAService_isUnderItsAgentAlthoughOnAnotherThread() throws Exception {
    Assistant assistant = assistant(new Own());

    assistant.answer("hello");

    weaving.spans().await(3);
    // They run concurrently, in any order.
    assertThat(weaving.tree().toString().lines())
        .startsWith("agent Assistant.answer")
        .containsExactlyInAnyOrder(
            "agent Assistant.answer",
            "  guardrail moderation ModerationHooksTest$Own",
            "  generation chat ModerationHooksTest$Chat");
  }

  @Test
  void serviceWhoseQuestionIsFlagged_fails() throws Exception {
    Assistant assistant = assistant(new Newer());

    assertThatThrownBy(() -> assistant.answer("a threat")).isInstanceOf(ModerationException.class);

    weaving.spans().await(3);
    assertThat(weaving.tree().toString())
        .startsWith("agent Assistant.answer [error " + ModerationException.class.getName() + "]\n")
        .contains("  guardrail moderation ModerationHooksTest$Newer\n");
    assertThat(
            weaving.spans().spans().stream()
                .filter(span -> span.name().startsWith("moderation"))
                .map(span -> SpanRecorder.data(span, GuardrailData.class).triggered()))
        .containsExactly(true);
  }

  private static Assistant assistant(ModerationModel model) {
    return AiServices.builder(Assistant.class).chatModel(new Chat()).moderationModel(model).build();
  }
}
