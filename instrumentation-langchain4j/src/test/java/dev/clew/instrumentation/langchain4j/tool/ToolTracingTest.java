// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.AnsweringModel;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tools of real AI services, in the tree as the user sees it. */
class ToolTracingTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  private final AnsweringModel model = new AnsweringModel();

  interface Assistant {
    String answer(String question);
  }

  interface Clerk {
    Result<String> answer(String question);
  }

  interface Translator {
    @Tool("Translates a text")
    String translate(@P("text") String text);
  }

  static final class Desk {
    @Tool("Looks a fare up")
    int fare(@P("city") String to) {
      return to.length();
    }

    @Tool(value = "Prints a ticket", returnBehavior = ReturnBehavior.IMMEDIATE)
    String ticket(@P("city") String to) {
      return "ticket to " + to;
    }
  }

  private AiServices<Assistant> assistant() {
    return AiServices.builder(Assistant.class).chatModel(model.whole());
  }

  private FunctionData function(String name) {
    for (FinishedSpan span : weaving.spans().spans(SpanType.FUNCTION)) {
      if (span.name().equals(name)) {
        return SpanRecorder.data(span, FunctionData.class);
      }
    }
    throw new AssertionError(weaving.tree());
  }

  @Test
  void loopWithoutService_isOneTraceSideBySide() {
    model.tools("fare", "{\"city\":\"Rome\"}").tools("fare", "{\"city\":\"Oslo\"}").text("done");
    ToolExecutor fare = (request, memoryId) -> "90";
    List<ChatMessage> conversation = new ArrayList<>(List.of(UserMessage.from("Rome?")));

    AiMessage answer = model.whole().chat(conversation).aiMessage();
    while (answer.hasToolExecutionRequests()) {
      conversation.add(answer);
      for (ToolExecutionRequest request : answer.toolExecutionRequests()) {
        String result = fare.executeWithContext(request, null).resultText();
        conversation.add(ToolExecutionResultMessage.from(request, result));
      }
      answer = model.whole().chat(conversation).aiMessage();
    }
    model.text("bye");
    model.whole().chat(List.of(UserMessage.from("Thanks"))).aiMessage();

    assertThat(weaving.tree())
        .hasToString(
            """
            generation chat AnsweringModel$Whole
            function fare
            generation chat AnsweringModel$Whole
            function fare
            generation chat AnsweringModel$Whole
            generation chat AnsweringModel$Whole
            """);
    List<FinishedSpan> spans = weaving.spans().spans();
    assertThat(spans).extracting(FinishedSpan::parentId).containsOnlyNulls();
    assertThat(spans.subList(0, 5))
        .extracting(FinishedSpan::traceId)
        .containsOnly(spans.get(0).traceId())
        .doesNotContain(spans.get(5).traceId());
  }

  @Test
  void inventedTool_isAFailedFunction_withWhatTheModelWasTold() {
    model.tools("teleport", "{\"to\":\"Rome\"}").text("no such way");

    assistant()
        .tools(new Desk())
        .hallucinatedToolNameStrategy(
            request -> ToolExecutionResultMessage.from(request, "there is no " + request.name()))
        .build()
        .answer("Rome?");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat AnsweringModel$Whole
              function teleport [error hallucinated_tool]
              generation chat AnsweringModel$Whole
            """);
    assertThat(function("teleport"))
        .isEqualTo(
            new FunctionData(
                "teleport", "{\"to\":\"Rome\"}", "there is no teleport", "call_1", null, false));
    assertThat(weaving.spans().spans(SpanType.FUNCTION).get(0).attributes())
        .containsEntry("clew.tool.hallucinated", true);
  }

  @Test
  void inventedToolThatIsNotForgiven_failsTheService() {
    model.tools("teleport", "{}");
    Assistant assistant = assistant().tools(new Desk()).build();

    assertThatThrownBy(() -> assistant.answer("Rome?")).isInstanceOf(RuntimeException.class);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer [error java.lang.RuntimeException]
              generation chat AnsweringModel$Whole
              function teleport [error java.lang.RuntimeException]
            """);
  }

  @Test
  void inventedToolBesideARealOne_onOtherThreads_isUnderTheService() {
    model.tools("teleport", "{}", "fare", "{\"to\":\"Rome\"}").text("4");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      assistant()
          .tools(new Desk())
          .executeToolsConcurrently(threads)
          .hallucinatedToolNameStrategy(
              request -> ToolExecutionResultMessage.from(request, "no such tool"))
          .build()
          .answer("Rome?");
    } finally {
      threads.shutdown();
    }

    String agent = weaving.spans().spans(SpanType.AGENT).get(0).spanId();
    assertThat(weaving.spans().spans(SpanType.FUNCTION))
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.parentId()).isEqualTo(agent));
  }

  @Test
  void argumentsThatDoNotFit_areTheFailureOfTheTool() {
    model.tools("fare", "{\"to\":").text("sorry");

    assistant()
        .tools(new Desk())
        .toolArgumentsErrorHandler(
            (error, context) -> ToolErrorHandlerResult.text("write JSON, please"))
        .build()
        .answer("Rome?");

    FinishedSpan fare = weaving.spans().spans(SpanType.FUNCTION).get(0);
    assertThat(fare.error()).isNotNull();
    assertThat(fare.error().type()).doesNotStartWith("dev.langchain4j.exception");
    assertThat(function("fare").output()).isEqualTo("write JSON, please");
    assertThat(function("fare").input()).isEqualTo("{\"to\":");
  }

  @Test
  void toolsOfAProvider_andLambdas_areFunctions() {
    model.tools("ping", "{}", "pong", "{}").text("done");
    ToolExecutor lambda = (request, memoryId) -> request.name() + "!";

    assistant()
        .tools(Map.of(specification("ping"), lambda))
        .toolProvider(
            request -> ToolProviderResult.builder().add(specification("pong"), lambda).build())
        .build()
        .answer("play");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat AnsweringModel$Whole
              function ping
              function pong
              generation chat AnsweringModel$Whole
            """);
    assertThat(function("pong").output()).isEqualTo("pong!");
  }

  private static ToolSpecification specification(String name) {
    return ToolSpecification.builder()
        .name(name)
        .parameters(JsonObjectSchema.builder().build())
        .build();
  }

  @Test
  void toolWhoseResultIsReturnedAtOnce_endsTheService_andIsItsAnswer() {
    model.tools("ticket", "{\"to\":\"Rome\"}");

    Result<String> result =
        AiServices.builder(Clerk.class)
            .chatModel(model.whole())
            .tools(new Desk())
            .build()
            .answer("A ticket to Rome");

    assertThat(result.content()).isNull();
    assertThat(weaving.tree())
        .hasToString(
            """
            agent Clerk.answer
              generation chat AnsweringModel$Whole
              function ticket
            """);
    assertThat(agent(1).output()).isEqualTo("ticket to Rome");
  }

  private AgentData agent(int number) {
    FinishedSpan span = weaving.spans().spans(SpanType.AGENT).get(number - 1);
    return SpanRecorder.data(span, AgentData.class);
  }

  @Test
  void serviceThatIsATool_isHandedOverTo() {
    model.tools("translate", "{\"text\":\"bom dia\"}").text("it means good morning");
    Translator translator =
        AiServices.create(Translator.class, new AnsweringModel().text("good morning").whole());

    assistant().tools(translator).build().answer("What is bom dia?");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat AnsweringModel$Whole
              function translate
                handoff Assistant.answer → Translator.translate
                agent Translator.translate
                  generation chat AnsweringModel$Whole
              generation chat AnsweringModel$Whole
            """);
    FinishedSpan handoff = weaving.spans().spans(SpanType.HANDOFF).get(0);
    assertThat(SpanRecorder.data(handoff, HandoffData.class))
        .isEqualTo(new HandoffData("Assistant.answer", "Translator.translate", "model"));
  }

  static final class Office {
    private final Assistant first;
    private final Assistant second;

    Office(Assistant first, Assistant second) {
      this.first = first;
      this.second = second;
    }

    @Tool("Asks both")
    String both(@P("question") String question) {
      return first.answer(question) + second.answer(question);
    }
  }

  @Test
  void eachServiceThatAToolCalls_isHandedOverTo_butNotWhatThoseCallThemselves() {
    model.tools("both", "{\"question\":\"?\"}").text("yes and no");
    Assistant inner = AiServices.create(Assistant.class, new AnsweringModel().text("yes").whole());
    Assistant outer =
        AiServices.builder(Assistant.class)
            .chatModel(new AnsweringModel().text("no").whole())
            .chatRequestTransformer(
                request -> {
                  assertThat(inner.answer("before")).isEqualTo("yes");
                  return request;
                })
            .build();
    Assistant other = AiServices.create(Assistant.class, new AnsweringModel().text("and").whole());

    assistant().tools(new Office(outer, other)).build().answer("Both?");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              generation chat AnsweringModel$Whole
              function both
                handoff Assistant.answer → Assistant.answer
                agent Assistant.answer
                  agent Assistant.answer
                    generation chat AnsweringModel$Whole
                  generation chat AnsweringModel$Whole
                handoff Assistant.answer → Assistant.answer
                agent Assistant.answer
                  generation chat AnsweringModel$Whole
              generation chat AnsweringModel$Whole
            """);
  }
}
