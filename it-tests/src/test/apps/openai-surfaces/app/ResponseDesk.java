// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import java.util.List;

/** Runs the tools that responses request; the provider stores the conversation. */
final class ResponseDesk {
  private final OpenAIClient client;

  ResponseDesk(OpenAIClient client) {
    this.client = client;
  }

  void addTo(Ways ways) {
    for (String phrase : List.of("response-loop", "response-handoff")) {
      ways.add(phrase, () -> Desk.serve(phrase + "-desk", () -> answer(phrase)));
    }
  }

  private String answer(String phrase) {
    ResponseCreateParams.Builder params =
        ResponseCreateParams.builder().model("gpt-4.1").input(phrase).addTool(weather());
    while (true) {
      Response response = client.responses().create(params.build());
      List<ResponseInputItem> results =
          response.output().stream()
              .flatMap(item -> item.functionCall().stream())
              .map(ResponseDesk::result)
              .toList();
      if (results.isEmpty()) {
        return Texts.said(response);
      }
      params.previousResponseId(response.id()).inputOfResponse(results);
    }
  }

  private static ResponseInputItem result(ResponseFunctionToolCall call) {
    return ResponseInputItem.ofFunctionCallOutput(
        ResponseInputItem.FunctionCallOutput.builder()
            .callId(call.callId())
            .output(Desk.tool(call.name(), call.arguments()))
            .build());
  }

  private static FunctionTool weather() {
    return FunctionTool.builder()
        .name("weather")
        .description("Looks at the sky")
        .strict(false)
        .parameters(
            FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .build())
        .build();
  }
}
