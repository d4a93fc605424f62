// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.AnsweringModel;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailException;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.V;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The results of real AI services, and how their runs end. */
class ServiceTracingTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  private final AnsweringModel model = new AnsweringModel();

  enum Mood {
    GOOD,
    BAD
  }

  static class Fare {
    String to;
    double euros;
    Seat seat;
  }

  static class Seat {
    int row;
  }

  interface Desk {
    @SystemMessage("You speak {{language}}.")
    String chat(@V("language") String language, @dev.langchain4j.service.UserMessage String text);

    Fare fare(String question);

    Mood mood(String text);

    List<String> cities(String question);

    Result<Fare> fareWithSources(String question);

    void note(String text);

    String look(
        @dev.langchain4j.service.UserMessage String question,
        @dev.langchain4j.service.UserMessage ImageContent image);

    String tuned(
        @dev.langchain4j.service.UserMessage String text, ChatRequestParameters parameters);
  }

  interface Forgetful {
    @dev.langchain4j.service.UserMessage("Say {{missing}}")
    String incomplete(@MemoryId String id);
  }

  interface Writer {
    @SystemMessage("You write.")
    TokenStream write(@dev.langchain4j.service.UserMessage String topic);
  }

  private Desk desk() {
    return AiServices.create(Desk.class, model.whole());
  }

  private AgentData only() {
    return SpanRecorder.data(weaving.spans().spans(SpanType.AGENT).get(0), AgentData.class);
  }

  @Test
  void templates_areShownFilledIn() {
    model.text("ola");

    desk().chat("Portuguese", "Hello");

    assertThat(only().instructions()).isEqualTo("You speak Portuguese.");
    assertThat(only().inputs()).isEqualTo(Map.of("language", "Portuguese", "text", "Hello"));
  }

  @Test
  void objectWithoutATextOfItsOwn_isShownByItsFields() {
    model.text("{\"to\":\"Rome\",\"euros\":90.5,\"seat\":{\"row\":7}}");

    desk().fare("Rome?");

    assertThat(only().outputType()).isEqualTo(Fare.class.getName());
    assertThat(only().output())
        .isEqualTo(Map.of("to", "Rome", "euros", 90.5, "seat", Map.of("row", 7)));
  }

  @Test
  void resultOfAnObject_isShownByItsContent() {
    model.text("{\"to\":\"Rome\"}");

    desk().fareWithSources("Rome?");

    assertThat(only().output())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("to", "Rome");
  }

  @Test
  void enumsListsAndNothing_areShownAsSuch() {
    model.text("GOOD").text("{\"values\":[\"Rome\",\"Lisbon\"]}").text("noted");

    desk().mood("hooray");
    desk().cities("Which?");
    desk().note("this");

    assertThat(weaving.spans().spans(SpanType.AGENT))
        .extracting(span -> SpanRecorder.data(span, AgentData.class).output())
        .containsExactly("GOOD", List.of("Rome", "Lisbon"), null);
  }

  @Test
  void image_isShownWithoutItsBytes() {
    model.text("a cat");
    String bytes = Base64.getEncoder().encodeToString(new byte[3000]);

    desk()
        .look(
            "What is it?",
            ImageContent.from(Image.builder().base64Data(bytes).mimeType("image/png").build()));

    assertThat(only().inputs().toString())
        .contains("image/png", "bytes=3000", "sha256=")
        .doesNotContain(bytes);
  }

  @Test
  void parametersOfOneCall_areThoseOfItsGeneration() {
    model.text("ok");

    desk().tuned("Hello", ChatRequestParameters.builder().temperature(0.25).build());

    assertThat(weaving.tree())
        .hasToString("agent Desk.tuned\n  generation chat AnsweringModel$Whole\n");
    assertThat(model.requests().get(0).temperature()).isEqualTo(0.25);
  }

  @Test
  void callThatFailsBeforeTheModel_isAFailedAgent() {
    Forgetful desk =
        AiServices.builder(Forgetful.class)
            .chatModel(model.whole())
            .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(9))
            .build();

    assertThatThrownBy(() -> desk.incomplete("m-1")).isInstanceOf(RuntimeException.class);

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.groupId()).isEqualTo("m-1");
  }

  @Test
  void serviceThatAGuardrailStops_showsItsInstructions() {
    InputGuardrail never =
        new InputGuardrail() {
          @Override
          public InputGuardrailResult validate(UserMessage message) {
            return fatal("never");
          }
        };
    Desk desk =
        AiServices.builder(Desk.class).chatModel(model.whole()).inputGuardrails(never).build();

    assertThatThrownBy(() -> desk.chat("Latin", "Salve"))
        .isInstanceOf(InputGuardrailException.class);

    assertThat(only().instructions()).isEqualTo("You speak Latin.");
  }

  private TokenStream stream() {
    return AiServices.create(Writer.class, model.streaming())
        .write("Rome")
        .onPartialResponse(part -> {})
        .ignoreErrors();
  }

  @Test
  void streamThatIsStartedTwice_isTwoRuns() {
    model.text("one").text("two");
    TokenStream stream = stream();

    stream.start();
    stream.start();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Writer.write
              generation chat AnsweringModel$Streaming
            agent Writer.write
              generation chat AnsweringModel$Streaming
            """);
    assertThat(weaving.spans().spans(SpanType.AGENT))
        .extracting(span -> SpanRecorder.data(span, AgentData.class).output())
        .containsExactly("one", "two");
  }

  @Test
  void streamThatNobodyStarts_asksNoModel_andEndsWhenItIsDropped() throws Exception {
    dropped();
    for (int i = 0; i < 100 && weaving.spans().spans().isEmpty(); i++) {
      System.gc();
      Thread.onSpinWait();
    }

    FinishedSpan span = weaving.spans().await(1).get(0);
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(only().instructions()).isEqualTo("You write.");
    assertThat(model.requests()).isEmpty();
  }

  private void dropped() {
    assertThat(stream()).isNotNull();
  }
}
