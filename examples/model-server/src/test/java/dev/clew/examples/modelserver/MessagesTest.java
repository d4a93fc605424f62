// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The other API: Anthropic's messages. */
class MessagesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HELLO =
      """
      {"model":"claude-x","max_tokens":64,"system":"Be brief.",
       "messages":[{"role":"user","content":"Hi"}]}""";

  private static HttpResponse<String> post(ModelServer server, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/messages"))
            .header("x-api-key", "sk-secret")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static String streaming(String body) {
    return body.replaceFirst("\\{", "{\"stream\":true,");
  }

  @Test
  void answer_isAMessage_whoseInputIsWithoutTheCache() throws Exception {
    Reply reply = Reply.text("Hello").usage(Usage.of(9, 1).withCached(4));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      JsonNode message = MAPPER.readTree(post(server, HELLO).body());

      assertThat(message.path("type").asText()).isEqualTo("message");
      assertThat(message.path("content")).hasToString("[{\"type\":\"text\",\"text\":\"Hello\"}]");
      assertThat(message.path("stop_reason").asText()).isEqualTo("end_turn");
      assertThat(message.at("/usage/input_tokens").asInt()).isEqualTo(5);
      assertThat(message.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(4);
    }
  }

  @Test
  void stream_namesItsEvents() throws Exception {
    Reply reply = Reply.toolCall("fare", "{\"to\":\"Lisbon\"}");
    try (ModelServer server = ModelServer.start(request -> reply)) {
      List<String> lines = post(server, streaming(HELLO)).body().lines().toList();

      assertThat(lines.stream().filter(line -> line.startsWith("event: ")))
          .containsExactly(
              "event: message_start",
              "event: content_block_start",
              "event: content_block_delta",
              "event: content_block_delta",
              "event: content_block_stop",
              "event: message_delta",
              "event: message_stop");
      assertThat(lines).noneMatch(line -> line.contains("[DONE]"));
    }
  }

  @Test
  void script_seesSystemPromptAndToolResults() throws Exception {
    try (ModelServer server =
        ModelServer.start(
            request ->
                Reply.text(
                    request.system().trim()
                        + request.last("user")
                        + request.resultsOf("fare")
                        + request.offers("fare")))) {
      String body =
          post(
                  server,
                  """
                  {"model":"claude-x","max_tokens":64,"system":[{"type":"text","text":"Brief."}],
                   "tools":[{"name":"fare","input_schema":{"type":"object"}}],
                   "messages":[{"role":"user","content":"How much?"},
                    {"role":"assistant","content":[
                     {"type":"tool_use","id":"toolu_1","name":"fare","input":{}}]},
                    {"role":"user","content":[
                     {"type":"tool_result","tool_use_id":"toolu_1","content":"90"}]}]}""")
              .body();

      assertThat(MAPPER.readTree(body).at("/content/0/text").asText())
          .isEqualTo("Brief.How much?[90]true");
    }
  }

  @Test
  void error_hasTheFormOfTheApi() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.error(529, "later"))) {
      HttpResponse<String> response = post(server, HELLO);

      assertThat(response.statusCode()).isEqualTo(529);
      assertThat(response.body())
          .isEqualTo(
              "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                  + "\"message\":\"later\"},\"request_id\":\"req_00000001\"}");
    }
  }

  @Test
  void errorInAStream_isAnEvent() throws Exception {
    Reply reply = Reply.text("Hello you").ending(new Ending.ErrorEvent(3, "overloaded"));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      List<String> lines = post(server, streaming(HELLO)).body().lines().toList();

      assertThat(lines.stream().filter(line -> line.startsWith("event: ")))
          .containsExactly(
              "event: message_start",
              "event: content_block_start",
              "event: content_block_delta",
              "event: error");
    }
  }
}
