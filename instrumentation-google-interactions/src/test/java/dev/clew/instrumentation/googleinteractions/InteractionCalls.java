// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import com.google.genai.Client;
import com.google.genai.gaos.models.interactions.AgentOption;
import com.google.genai.gaos.models.interactions.CreateAgentInteraction;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.FunctionResultStep;
import com.google.genai.gaos.models.interactions.FunctionResultStepResultUnion;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.interactions.Model;
import com.google.genai.gaos.models.interactions.Step;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.gaos.utils.EventStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An application: every way to create an interaction. */
final class InteractionCalls {
  private final Client client;

  InteractionCalls(Client client) {
    this.client = client;
  }

  private static CreateModelInteraction.Builder question(String text) {
    return CreateModelInteraction.builder()
        .model(Model.of("gemini-x"))
        .input(InteractionsInput.of(text));
  }

  private static CreateInteractionRequestBody body(CreateModelInteraction.Builder request) {
    return CreateInteractionRequestBody.of(request.build());
  }

  void ask(String text) {
    client.interactions.create(body(question(text).systemInstruction("Be brief.")));
  }

  void askOn(String previous, String text) {
    client.interactions.create(body(question(text).previousInteractionId(previous)));
  }

  /** Passes a list that it then goes on using, as an application with its own conversation does. */
  void answerFunction(String callId, String result) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        FunctionResultStep.builder()
            .callId(callId)
            .result(FunctionResultStepResultUnion.of(result))
            .build());
    client.interactions.create(
        body(
            CreateModelInteraction.builder()
                .model(Model.of("gemini-x"))
                .input(InteractionsInput.ofStep(steps))));
    steps.clear();
  }

  void askAgent(String name, String text) {
    client.interactions.create(
        CreateInteractionRequestBody.of(
            CreateAgentInteraction.builder()
                .agent(AgentOption.of(name))
                .input(InteractionsInput.of(text))
                .build()));
  }

  void stream(String text) {
    client.interactions.create(body(question(text).stream(true))).events().forEach(event -> {});
  }

  void streamAsync(String text) throws Exception {
    client.async.interactions.create(body(question(text).stream(true))).get().forEach(event -> {});
  }

  void readAndClose(String text, int count) throws IOException {
    try (EventStream<?> events =
        client.interactions.create(body(question(text).stream(true))).events()) {
      for (int i = 0; i < count; i++) {
        events.next();
      }
    }
  }
}
