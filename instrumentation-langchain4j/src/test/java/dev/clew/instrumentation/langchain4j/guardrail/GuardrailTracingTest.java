// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.AnsweringModel;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailException;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailException;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.guardrail.config.OutputGuardrailsConfig;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guardrails of real AI services, in the tree as the user sees it. */
class GuardrailTracingTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  private final AnsweringModel model = new AnsweringModel();

  interface Assistant {
    String answer(String question);
  }

  interface Writer {
    TokenStream write(String question);
  }

  /** Has a single abstract method, so that a lambda can be a guardrail. */
  interface InputCheck extends InputGuardrail {
    @Override
    InputGuardrailResult validate(UserMessage message);
  }

  interface OutputCheck extends OutputGuardrail {
    @Override
    OutputGuardrailResult validate(AiMessage message);
  }

  static final class NoSecrets implements InputGuardrail {
    @Override
    public InputGuardrailResult validate(UserMessage message) {
      return message.singleText().contains("secret") ? fatal("a secret was asked for") : success();
    }
  }

  static final class Polite implements OutputGuardrail {
    @Override
    public OutputGuardrailResult validate(AiMessage message) {
      return switch (message.text()) {
        case "rude" -> reprompt("too rude", "Say it nicely");
        case "vague" -> retry("too vague");
        case "long" -> successWith("short");
        case "wrong" -> failure("just wrong", new IllegalArgumentException("2 + 2"));
        default -> success();
      };
    }
  }

  private Assistant assistant(List<InputGuardrail> inputs, List<OutputGuardrail> outputs) {
    return AiServices.builder(Assistant.class)
        .chatModel(model.whole())
        // Without it a retry has no messages to send.
        .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
        .inputGuardrails(inputs)
        .outputGuardrails(outputs)
        .outputGuardrailsConfig(OutputGuardrailsConfig.builder().maxRetries(3).build())
        .build();
  }

  private GuardrailData only() {
    List<FinishedSpan> spans = weaving.spans().spans(SpanType.GUARDRAIL);
    assertThat(spans).hasSize(1);
    return SpanRecorder.data(spans.get(0), GuardrailData.class);
  }

  @Test
  void guardrails_areOneSpanEachAroundTheModel() {
    model.text("fine");

    assistant(List.of(new NoSecrets()), List.of(new Polite())).answer("Hello");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              guardrail NoSecrets
              generation chat AnsweringModel$Whole
              guardrail Polite
            """);
    GuardrailData input =
        SpanRecorder.data(weaving.spans().spans(SpanType.GUARDRAIL).get(0), GuardrailData.class);
    assertThat(input.triggered()).isFalse();
    assertThat(input.details())
        .containsEntry("kind", "input")
        .containsEntry("result", "success")
        .containsEntry("checked", "Hello")
        .containsEntry("class", NoSecrets.class.getName())
        .hasSize(4);
  }

  @Test
  void objectionToTheInput_isTriggered_andNoModelIsAsked() {
    Assistant assistant = assistant(List.of(new NoSecrets()), List.of());

    assertThatThrownBy(() -> assistant.answer("the secret"))
        .isInstanceOf(InputGuardrailException.class);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer [error dev.langchain4j.guardrail.InputGuardrailException]
              guardrail NoSecrets
            """);
    assertThat(only().triggered()).isTrue();
    assertThat(only().details())
        .containsEntry("result", "fatal")
        .containsEntry("failures", List.of("a secret was asked for"));
  }

  @Test
  void repromptAndRetry_areSeenBetweenTheGenerations() {
    model.text("rude").text("vague").text("nice");

    assertThat(assistant(List.of(), List.of(new Polite())).answer("Hello")).isEqualTo("nice");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat AnsweringModel$Whole
              guardrail Polite
              generation chat AnsweringModel$Whole
              guardrail Polite
              generation chat AnsweringModel$Whole
              guardrail Polite
            """);
    List<FinishedSpan> spans = weaving.spans().spans(SpanType.GUARDRAIL);
    assertThat(spans)
        .extracting(span -> span.attributes().get("clew.guardrail.result"))
        .containsExactly("reprompt", "retry", "success");
    GuardrailData first = SpanRecorder.data(spans.get(0), GuardrailData.class);
    assertThat(first.triggered()).isTrue();
    assertThat(first.details())
        .containsEntry("kind", "output")
        .containsEntry("result", "reprompt")
        .containsEntry("reprompt", "Say it nicely")
        .containsEntry("checked", "rude");
  }

  @Test
  void rewrittenAnswer_isShown_andDidNotTrigger() {
    model.text("long");

    assistant(List.of(), List.of(new Polite())).answer("Hello");

    assertThat(only().triggered()).isFalse();
    assertThat(only().details())
        .containsEntry("result", "rewritten")
        .containsEntry("rewritten", "short");
  }

  @Test
  void failureOfTheOutput_showsItsCause() {
    model.text("wrong");
    Assistant assistant = assistant(List.of(), List.of(new Polite()));

    assertThatThrownBy(() -> assistant.answer("Hello"))
        .isInstanceOf(OutputGuardrailException.class);

    assertThat(only().details())
        .containsEntry("result", "failure")
        .containsEntry("failures", List.of("just wrong"))
        .containsEntry("cause", "java.lang.IllegalArgumentException: 2 + 2");
  }

  @Test
  void guardrailThatThrows_isAFailedSpanWithWhatItThrew() {
    InputCheck broken =
        message -> {
          throw new IllegalStateException("no connection");
        };
    Assistant assistant = assistant(List.of(broken), List.of());

    assertThatThrownBy(() -> assistant.answer("Hello")).isInstanceOf(InputGuardrailException.class);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer [error dev.langchain4j.guardrail.InputGuardrailException]
              guardrail GuardrailTracingTest lambda [error java.lang.IllegalStateException]
            """);
    assertThat(only().triggered()).isFalse();
    assertThat(only().details()).containsEntry("result", "error");
  }

  @Test
  void lambdasAndAnonymousClasses_areNamedAfterWhereTheyAre() {
    model.text("fine");
    OutputGuardrail anonymous =
        new OutputGuardrail() {
          @Override
          public OutputGuardrailResult validate(AiMessage message) {
            return success();
          }
        };
    InputCheck lambda = message -> InputGuardrailResult.success();

    assistant(List.of(lambda), List.of(anonymous)).answer("Hello");

    assertThat(weaving.spans().spans(SpanType.GUARDRAIL))
        .extracting(FinishedSpan::name)
        .containsExactly(
            "GuardrailTracingTest lambda", anonymous.getClass().getName().replaceAll(".*\\.", ""));
  }

  @Test
  void guardrailWithANameOfItsOwn_isNotAskedForIt() {
    model.text("fine");
    InputGuardrail named =
        new InputGuardrail() {
          @Override
          public String name() {
            return "jailbreak";
          }

          @Override
          public InputGuardrailResult validate(UserMessage message) {
            return success();
          }
        };

    assistant(List.of(named), List.of()).answer("Hello");

    assertThat(only().name()).startsWith("GuardrailTracingTest$");
  }

  @Test
  void modelThatAGuardrailAsks_isBelowIt_andDoesNotDescribeTheAgent() {
    ChatModel judge = new AnsweringModel().text("yes").whole();
    model.text("fine");
    InputCheck judging =
        message -> {
          assertThat(judge.chat("Is it safe?")).isEqualTo("yes");
          return InputGuardrailResult.success();
        };

    assistant(List.of(judging), List.of()).answer("Hello");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              guardrail GuardrailTracingTest lambda
                generation chat AnsweringModel$Whole
              generation chat AnsweringModel$Whole
            """);
  }

  @Test
  void guardedStream_endsAfterItsGuardrails_withWhatTheCallerWasGiven() {
    model.text("vague").text("long");
    CompletableFuture<String> answer = new CompletableFuture<>();
    StringBuilder pieces = new StringBuilder();

    AiServices.builder(Writer.class)
        .streamingChatModel(model.streaming())
        .outputGuardrails(new Polite())
        .build()
        .write("Hello")
        .onPartialResponse(pieces::append)
        .onCompleteResponse(response -> answer.complete(response.aiMessage().text()))
        .onError(answer::completeExceptionally)
        .start();

    assertThat(answer.join()).isEqualTo("short");
    assertThat(weaving.tree())
        .hasToString(
            """
            agent Writer.write
              generation chat AnsweringModel$Streaming
              guardrail Polite
              generation chat AnsweringModel$Streaming
              guardrail Polite
            """);
    FinishedSpan agent = weaving.spans().spans(SpanType.AGENT).get(0);
    assertThat(SpanRecorder.data(agent, AgentData.class).output()).isEqualTo("short");
  }
}
