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

/** The other API: Gemini's. */
class GenerateContentTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HELLO =
      """
      {"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}""";

  private static HttpResponse<String> post(ModelServer server, String path, String body)
      throws Exception {
    URI uri = URI.create(server.baseUrl().replace("/v1", "/v1beta/models/") + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("x-goog-api-key", "secret")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> generate(ModelServer server, String body) throws Exception {
    return post(server, "gemini-x:generateContent", body);
  }

  private static HttpResponse<String> stream(ModelServer server) throws Exception {
    return post(server, "gemini-x:streamGenerateContent?alt=sse", HELLO);
  }

  @Test
  void answer_isAResponse_whoseThoughtsAreBesideTheAnswer() throws Exception {
    Reply reply = Reply.text("Hello").usage(Usage.of(9, 5).withCached(4).withReasoning(3));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      assertThat(generate(server, HELLO).body())
          .isEqualTo(
              """
              {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},\
              "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":9,\
              "candidatesTokenCount":2,"thoughtsTokenCount":3,"cachedContentTokenCount":4,\
              "totalTokenCount":14},"modelVersion":"gemini-x","responseId":"resp_00000001"}""");
    }
  }

  @Test
  void functionCalls_haveAnIdOnlyIfTheScriptGivesOne() throws Exception {
    Reply reply =
        Reply.toolCalls(
            ToolCall.of("transfer_to_agent", "{\"agent_name\":\"fares\"}"),
            new ToolCall("call_1", "fare", "{}"));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      JsonNode parts =
          MAPPER.readTree(generate(server, HELLO).body()).at("/candidates/0/content/parts");

      assertThat(parts)
          .hasToString(
              """
              [{"functionCall":{"name":"transfer_to_agent","args":{"agent_name":"fares"}}},\
              {"functionCall":{"id":"call_1","name":"fare","args":{}}}]""");
    }
  }

  @Test
  void stream_endsWithTheReasonAndTheCounts() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("Hello you"))) {
      List<String> events = stream(server).body().lines().filter(line -> !line.isEmpty()).toList();

      assertThat(events).hasSize(2).allMatch(line -> line.startsWith("data: {"));
      assertThat(events.get(0)).contains("\"Hello \"").doesNotContain("finishReason");
      assertThat(events.get(1)).contains("\"finishReason\":\"STOP\"", "candidatesTokenCount");
    }
  }

  @Test
  void script_seesSystemInstructionAndFunctionResponses() throws Exception {
    try (ModelServer server =
        ModelServer.start(
            request ->
                Reply.text(
                    request.model()
                        + request.system().trim()
                        + request.last("user")
                        + request.resultsOf("fare")
                        + request.offers("fare")))) {
      String body =
          generate(
                  server,
                  """
                  {"systemInstruction":{"parts":[{"text":"Brief."}]},
                   "tools":[{"functionDeclarations":[{"name":"fare"}]}],
                   "contents":[{"role":"user","parts":[{"text":"How much?"}]},
                    {"role":"model","parts":[{"functionCall":{"name":"fare","args":{}}},
                     {"functionCall":{"name":"fare","args":{}}}]},
                    {"role":"user","parts":[
                     {"functionResponse":{"name":"fare","response":{"result":90}}},
                     {"functionResponse":{"name":"fare","response":{"result":70}}}]}]}""")
              .body();

      assertThat(MAPPER.readTree(body).at("/candidates/0/content/parts/0/text").asText())
          .isEqualTo("gemini-xBrief.How much?[{\"result\":90}, {\"result\":70}]true");
    }
  }

  @Test
  void embeddings_areOnePerContent() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text(""))) {
      String body =
          post(
                  server,
                  "gemini-x:batchEmbedContents",
                  """
                  {"requests":[{"content":{"parts":[{"text":"a"}]}},
                   {"content":{"parts":[{"text":"b"}]}}]}""")
              .body();

      JsonNode embeddings = MAPPER.readTree(body).path("embeddings");
      assertThat(embeddings).hasSize(2).allMatch(each -> each.path("values").size() == 4);
      assertThat(embeddings.get(0)).isNotEqualTo(embeddings.get(1));
    }
  }

  @Test
  void prediction_ofAPrompt_isAnImage() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("pixels"))) {
      String body =
          post(server, "imagen-x:predict", "{\"instances\":[{\"prompt\":\"a fox\"}]}").body();

      assertThat(body)
          .isEqualTo(
              "{\"predictions\":[{\"mimeType\":\"image/png\","
                  + "\"bytesBase64Encoded\":\"cGl4ZWxz\"}]}");
    }
  }

  @Test
  void error_hasTheFormOfTheApi() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.error(429, "later"))) {
      HttpResponse<String> response = generate(server, HELLO);

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":{\"code\":429,\"message\":\"later\","
                  + "\"status\":\"RESOURCE_EXHAUSTED\"}}");
    }
  }

  @Test
  void errorInAStream_isAnEvent() throws Exception {
    Reply reply = Reply.text("Hello you").ending(new Ending.ErrorEvent(1, "overloaded"));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      assertThat(stream(server).body())
          .endsWith(
              "data: {\"error\":{\"code\":500,\"message\":\"overloaded\","
                  + "\"status\":\"INTERNAL\"}}\n\n");
    }
  }
}
