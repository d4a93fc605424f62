// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The other API: Google's interactions. */
class InteractionsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static String post(ModelServer server, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/interactions"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void answer_isAnInteraction_whoseThoughtsAreBesideTheOutput() throws Exception {
    Reply reply = Reply.text("Hello").usage(Usage.of(9, 5).withReasoning(3));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      JsonNode json = MAPPER.readTree(post(server, "{\"model\":\"m\",\"input\":\"Hi\"}"));

      assertThat(json.path("status").asText()).isEqualTo("completed");
      assertThat(json.at("/steps/0/content/0/text").asText()).isEqualTo("Hello");
      assertThat(json.at("/usage/total_output_tokens").asInt()).isEqualTo(2);
    }
  }

  @Test
  void stream_namesItsEvents() throws Exception {
    Reply reply = Reply.toolCall("fare", "{\"to\":\"Rome\"}");
    try (ModelServer server = ModelServer.start(request -> reply)) {
      List<String> lines =
          post(server, "{\"agent\":\"a\",\"input\":\"Hi\",\"stream\":true}").lines().toList();

      assertThat(lines.stream().filter(line -> line.startsWith("event: ")))
          .containsExactly(
              "event: interaction.created",
              "event: step.start",
              "event: step.delta",
              "event: step.delta",
              "event: step.stop",
              "event: interaction.completed");
      assertThat(lines).contains("data: [DONE]");
    }
  }

  @Test
  void script_seesInstructionAndFunctionResults() throws Exception {
    try (ModelServer server =
        ModelServer.start(
            request -> Reply.text(request.system().trim() + request.resultsOf("fare")))) {
      String body =
          post(
              server,
              """
              {"model":"m","system_instruction":"Brief.","input":[
               {"type":"user_input","content":[{"type":"text","text":"How much?"}]},
               {"type":"function_call","id":"call_1","name":"fare","arguments":{}},
               {"type":"function_result","call_id":"call_1","result":"90"}]}""");

      assertThat(MAPPER.readTree(body).at("/steps/0/content/0/text").asText())
          .isEqualTo("Brief.[90]");
    }
  }
}
