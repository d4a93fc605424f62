// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static dev.clew.instrumentation.googlegenai.FakeGemini.functionCall;
import static dev.clew.instrumentation.googlegenai.FakeGemini.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.AutomaticFunctionCallingConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Tool;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Functions that the client runs by itself: automatic function calling. */
class FunctionTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new GoogleGenAiModule(), new ConcurrentModule());

  private final FakeGemini server = new FakeGemini();
  private final Client client = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Functions of the application. */
  public static final class Desk {
    private Desk() {}

    public static String fare(String to) {
      if (to.equals("Atlantis")) {
        throw new IllegalStateException("no ferry to Atlantis");
      }
      return "90 euros";
    }
  }

  private static GenerateContentConfig.Builder config() {
    try {
      Method fare = Desk.class.getMethod("fare", String.class);
      return GenerateContentConfig.builder()
          .tools(List.of(Tool.builder().functions(List.of(fare)).build()));
    } catch (NoSuchMethodException missing) {
      throw new AssertionError(missing);
    }
  }

  private void prepareCallAndAnswer(String city) {
    server
        .answer(functionCall("fare", "{\"to\":\"" + city + "\"}"))
        .answer(text("It costs 90 euros."));
  }

  private static FunctionData function() {
    return SpanRecorder.data(weaving.spans().spans(SpanType.FUNCTION).get(0), FunctionData.class);
  }

  private static void assertIsOneTrace(int spans) {
    assertThat(weaving.spans().spans())
        .hasSize(spans)
        .extracting(FinishedSpan::traceId)
        .containsOnly(weaving.spans().spans().get(0).traceId());
  }

  @Test
  void automaticFunction_isBetweenTwoGenerations() {
    prepareCallAndAnswer("Rome");

    var answer = client.models.generateContent("gemini-x", "How much?", config().build());

    assertThat(answer.text()).isEqualTo("It costs 90 euros.");
    assertThat(server.requests()).hasSize(2);
    assertThat(weaving.tree())
        .hasToString(
            """
            generation chat gemini-x
            function fare
            generation chat gemini-x
            """);
    assertIsOneTrace(3);
    assertThat(function())
        .isEqualTo(new FunctionData("fare", "{\"to\":\"Rome\"}", "90 euros", null, null, false));
  }

  @Test
  void automaticFunctionOfAnAsynchronousCall_isBetweenTwoGenerations() throws Exception {
    prepareCallAndAnswer("Rome");

    var answer =
        client.async.models.generateContent("gemini-x", "How much?", config().build()).get();

    assertThat(answer.text()).isEqualTo("It costs 90 euros.");
    assertThat(weaving.tree())
        .hasToString(
            """
            generation chat gemini-x
            function fare
            generation chat gemini-x
            """);
    assertIsOneTrace(3);
  }

  @Test
  void automaticFunctionUnderASpan_isASiblingOfTheCalls() {
    prepareCallAndAnswer("Rome");
    Span agent =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "desk", () -> new CustomData("desk", Map.of()));
    try (Scope ignored = Context.current().with(agent).makeCurrent()) {
      client.models.generateContent("gemini-x", "How much?", config().build());
    }
    agent.end();

    assertThat(weaving.tree())
        .hasToString(
            """
            custom desk
              generation chat gemini-x
              function fare
              generation chat gemini-x
            """);
  }

  @Test
  void automaticFunctionThatThrows_failsWithItsOwnException() {
    prepareCallAndAnswer("Atlantis");

    client.models.generateContent("gemini-x", "How much?", config().build());

    FinishedSpan function = weaving.spans().spans(SpanType.FUNCTION).get(0);
    assertThat(function.error().type()).isEqualTo(IllegalStateException.class.getName());
    assertThat(function.error().throwable()).hasMessage("no ferry to Atlantis");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void automaticCallingSwitchedOff_leavesTheFunctionToTheApplication() {
    server.answer(functionCall("fare", "{\"to\":\"Rome\"}"));
    GenerateContentConfig config =
        config()
            .automaticFunctionCalling(
                AutomaticFunctionCallingConfig.builder().disable(true).build())
            .build();

    client.models.generateContent("gemini-x", "How much?", config);

    assertThat(server.requests()).hasSize(1);
    assertThat(weaving.spans().spans(SpanType.FUNCTION)).isEmpty(); // no result has been sent
  }
}
