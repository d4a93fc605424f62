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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The API of Amazon Bedrock. */
class BedrockTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HELLO =
      """
      {"messages":[{"role":"user","content":[{"text":"Hi"}]}]}""";

  private static HttpResponse<byte[]> post(ModelServer server, String path, String body)
      throws Exception {
    URI uri = URI.create(server.baseUrl().replace("/v1", "") + path);
    HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** Reads the frames of a stream, and checks their lengths and checksums. */
  private static List<String> frames(byte[] body) {
    List<String> frames = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(body);
    while (rest.hasRemaining()) {
      int start = rest.position();
      int length = rest.getInt();
      int headers = rest.getInt();
      assertThat(rest.getInt()).isEqualTo(checksum(body, start, 8));
      byte[] content = new byte[length - 16];
      rest.get(content);
      assertThat(rest.getInt()).isEqualTo(checksum(body, start, length - 4));
      String head = new String(content, 0, headers, StandardCharsets.UTF_8);
      String type = head.replaceAll("(?s).*:(?:event|exception)-type\\x07.(.)(\\w+).*", "$1$2");
      frames.add(
          type.substring(1, 1 + type.charAt(0))
              + " "
              + new String(content, headers, content.length - headers, StandardCharsets.UTF_8));
    }
    return frames;
  }

  private static int checksum(byte[] bytes, int start, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, length);
    return (int) crc.getValue();
  }

  @Test
  void converse_isAnAnswer_whoseInputIsWithoutTheCache() throws Exception {
    Reply reply = Reply.text("Hello").usage(Usage.of(9, 5).withCached(4));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      assertThat(text(post(server, "/model/us.anthropic.claude-x%3A0/converse", HELLO)))
          .isEqualTo(
              """
              {"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},\
              "stopReason":"end_turn","usage":{"inputTokens":5,"outputTokens":5,"totalTokens":14,\
              "cacheReadInputTokens":4,"cacheWriteInputTokens":0},"metrics":{"latencyMs":1}}""");
      assertThat(server.requests().get(0).path()).contains("claude-x:0");
    }
  }

  @Test
  void stream_isFramesWithChecksums() throws Exception {
    Reply reply = Reply.text("Hello you").usage(Usage.of(9, 5));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      HttpResponse<byte[]> response = post(server, "/model/m/converse-stream", HELLO);

      assertThat(response.headers().firstValue("content-type"))
          .hasValue("application/vnd.amazon.eventstream");
      assertThat(frames(response.body()))
          .startsWith(
              "messageStart {\"role\":\"assistant\"}",
              "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hello \"}}")
          .contains("messageStop {\"stopReason\":\"end_turn\"}")
          .last()
          .asString()
          .startsWith("metadata {\"usage\":{\"inputTokens\":9,");
    }
  }

  @Test
  void errorInAStream_isAnException() throws Exception {
    Reply reply = Reply.text("Hello you").ending(new Ending.ErrorEvent(1, "boom"));
    try (ModelServer server = ModelServer.start(request -> reply)) {
      assertThat(frames(post(server, "/model/m/converse-stream", HELLO).body()))
          .last()
          .isEqualTo("modelStreamErrorException {\"message\":\"boom\"}");
    }
  }

  @Test
  void error_isNamedInAHeader() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.error(429, "slowly"))) {
      HttpResponse<byte[]> response = post(server, "/model/m/converse", HELLO);

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("ThrottlingException");
      assertThat(text(response)).isEqualTo("{\"message\":\"slowly\"}");
    }
  }

  @Test
  void invoke_isInTheFormatOfTheRequest() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("Hello"))) {
      String anthropic =
          text(
              post(
                  server,
                  "/model/anthropic.x/invoke",
                  "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));

      assertThat(MAPPER.readTree(anthropic).at("/content/0/text").asText()).isEqualTo("Hello");
      assertThat(text(post(server, "/model/meta.x/invoke", "{\"prompt\":\"Hi\"}")))
          .contains("\"generation\":\"Hello\"");
      assertThat(text(post(server, "/model/amazon.titan-x/invoke", "{\"inputText\":\"Hi\"}")))
          .contains("\"outputText\":\"Hello\"");
      assertThat(text(post(server, "/model/amazon.titan-embed/invoke", "{\"inputText\":\"Hi\"}")))
          .contains("\"embedding\":[");
    }
  }

  @Test
  void invokeStream_isChunksOfBase64_theLastOfWhichCountsTokens() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("Hello you"))) {
      List<String> frames =
          frames(
              post(server, "/model/meta.x/invoke-with-response-stream", "{\"prompt\":\"Hi\"}")
                  .body());
      String last = frames.get(frames.size() - 1).replace("chunk ", "");
      JsonNode json =
          MAPPER.readTree(Base64.getDecoder().decode(MAPPER.readTree(last).path("bytes").asText()));

      assertThat(json.at("/amazon-bedrock-invocationMetrics/outputTokenCount").asInt())
          .isPositive();
    }
  }

  @Test
  void script_seesSystemPromptAndToolResults() throws Exception {
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
          text(
              post(
                  server,
                  "/model/m/converse",
                  """
                  {"system":[{"text":"Brief."}],
                   "toolConfig":{"tools":[{"toolSpec":{"name":"fare"}}]},
                   "messages":[{"role":"user","content":[{"text":"How much?"}]},
                    {"role":"assistant","content":[
                     {"toolUse":{"toolUseId":"t1","name":"fare","input":{}}}]},
                    {"role":"user","content":[
                     {"toolResult":{"toolUseId":"t1","content":[{"text":"90"}]}}]}]}"""));

      assertThat(MAPPER.readTree(body).at("/output/message/content/0/text").asText())
          .isEqualTo("mBrief.How much?[90]true");
    }
  }

  @Test
  void agentsKnowledgeBasesAndGuardrails_answerToo() throws Exception {
    try (ModelServer server = ModelServer.start(request -> Reply.text("Hello"))) {
      assertThat(
              frames(
                  post(
                          server,
                          "/agents/A1/agentAliases/B1/sessions/s/text",
                          "{\"inputText\":\"Hi\"}")
                      .body()))
          .containsExactly("chunk {\"bytes\":\"SGVsbG8=\"}");
      assertThat(
              text(
                  post(
                      server,
                      "/knowledgebases/K1/retrieve",
                      "{\"retrievalQuery\":{\"text\":\"Hi\"}}")))
          .contains("\"content\":{\"text\":\"Hello\"}");
      assertThat(text(post(server, "/guardrail/g/version/1/apply", "{\"source\":\"INPUT\"}")))
          .contains("GUARDRAIL_INTERVENED");
    }
  }
}
