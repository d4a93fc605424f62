// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static dev.clew.instrumentation.googlegenai.FakeGemini.functionCall;
import static dev.clew.instrumentation.googlegenai.FakeGemini.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import dev.clew.api.data.FunctionData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Functions that the application runs itself, known from the contents alone. */
class InferredFunctionTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleGenAiModule());

  private final FakeGemini server = new FakeGemini();
  private final Client client = server.client();
  private final List<Content> conversation = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private void say(Part... parts) {
    conversation.add(Content.builder().role("user").parts(Arrays.asList(parts)).build());
    GenerateContentResponse answer = client.models.generateContent("gemini-x", conversation, null);
    conversation.add(answer.candidates().get().get(0).content().get());
  }

  private static Part result(String name, String value) {
    return Part.builder()
        .functionResponse(
            FunctionResponse.builder().name(name).response(Map.of("result", value)).build())
        .build();
  }

  private static List<FunctionData> functions() {
    return weaving.spans().spans(SpanType.FUNCTION).stream()
        .map(span -> SpanRecorder.data(span, FunctionData.class))
        .toList();
  }

  private static FunctionData function(String arguments, String output) {
    return new FunctionData("fare", arguments, "{\"result\":\"" + output + "\"}", null, null, true);
  }

  @Test
  void function_lastsFromTheAnswerToTheRequestWithItsResult() {
    server.answer(functionCall("fare", "{\"to\":\"Rome\"}")).answer(text("90 euros."));

    say(Part.fromText("How much?"));
    say(result("fare", "90"));

    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::traceId)
        .containsOnly(weaving.spans().spans().get(0).traceId());
    assertThat(weaving.spans().spans()).extracting(FinishedSpan::parentId).containsOnlyNulls();
    assertThat(functions()).containsExactly(function("{\"to\":\"Rome\"}", "90"));
  }

  @Test
  void functionsOfOneNameInOneAnswer_areAnsweredInTheirOrder() {
    server
        .answer(
            functionCall("fare", "{\"to\":\"Rome\"}"), functionCall("fare", "{\"to\":\"Oslo\"}"))
        .answer(text("90 and 120 euros."));

    say(Part.fromText("How much?"));
    say(result("fare", "90"), result("fare", "120"));

    assertThat(functions())
        .containsExactly(function("{\"to\":\"Rome\"}", "90"), function("{\"to\":\"Oslo\"}", "120"));
  }

  @Test
  void sameFunctionInTwoRounds_hasTheResultOfItsRound() {
    server
        .answer(functionCall("fare", "{\"to\":\"Rome\"}"))
        .answer(functionCall("fare", "{\"to\":\"Rome\"}"))
        .answer(text("95 euros."));

    say(Part.fromText("How much?"));
    say(result("fare", "90"));
    say(result("fare", "95"));

    assertThat(functions())
        .containsExactly(function("{\"to\":\"Rome\"}", "90"), function("{\"to\":\"Rome\"}", "95"));
  }

  @Test
  void requestWithAnId_isAnsweredByAResultWithoutOne() {
    server.answer(functionCall("call_1", "fare", "{}")).answer(text("90 euros."));

    say(Part.fromText("How much?"));
    say(result("fare", "90"));

    assertThat(functions())
        .containsExactly(
            new FunctionData("fare", "{}", "{\"result\":\"90\"}", "call_1", null, true));
  }

  @Test
  void functionNamedAsATransfer_isAHandoff() {
    server.answer(functionCall("transfer_to_agent_fares", "{}"));

    say(Part.fromText("How much?"));

    assertThat(weaving.spans().spans(SpanType.HANDOFF)).hasSize(1);
    assertThat(functions()).isEmpty();
  }

  @Test
  void functionRequestedInAStream_isInferredToo() {
    server.stream(FakeGemini.answerBody("STOP", functionCall("fare", "{}"))).answer(text("90."));

    List<Content> contents = new ArrayList<>();
    for (GenerateContentResponse each :
        client.models.generateContentStream("gemini-x", "How much?", null)) {
      contents.add(each.candidates().get().get(0).content().get());
    }
    conversation.addAll(contents);
    say(result("fare", "90"));

    assertThat(functions()).containsExactly(function("{}", "90"));
  }
}
