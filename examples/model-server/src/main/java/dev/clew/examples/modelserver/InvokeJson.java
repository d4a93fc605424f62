// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes one answer of Bedrock's InvokeModel as the model's maker does, which is told from the
 * request: Anthropic, Amazon Titan, Cohere, otherwise Meta. A stream is chunks of Base64.
 */
final class InvokeJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DIMENSIONS = 4;

  private final ChatRequest request;
  private final Reply.Answer answer;
  private final MessageJson anthropic;

  InvokeJson(int number, ChatRequest request, Reply.Answer answer) {
    this.request = request;
    this.answer = answer;
    this.anthropic = new MessageJson(number, request, answer);
  }

  @Override
  public ObjectNode whole() {
    JsonNode raw = request.raw();
    Usage counts = Usage.of(request, answer);
    ObjectNode json = JSON.objectNode();
    if (raw.has("messages")) {
      return anthropic.whole();
    } else if (raw.has("texts")) {
      ArrayNode vectors = json.putArray("embeddings");
      raw.path("texts").forEach(text -> fill(vectors.addArray(), text.asText()));
    } else if (request.model().contains("embed")) {
      fill(json.putArray("embedding"), raw.path("inputText").asText());
      json.put("inputTextTokenCount", counts.promptTokens());
    } else if (raw.has("inputText")) {
      json.put("inputTextTokenCount", counts.promptTokens())
          .putArray("results")
          .addObject()
          .put("tokenCount", counts.completionTokens())
          .put("outputText", answer.text())
          .put("completionReason", "FINISH");
    } else if (raw.has("message")) {
      json.put("text", answer.text()).put("finish_reason", "COMPLETE");
    } else {
      json.put("generation", answer.text())
          .put("prompt_token_count", counts.promptTokens())
          .put("generation_token_count", counts.completionTokens())
          .put("stop_reason", answer.finishReason());
    }
    return json;
  }

  private static void fill(ArrayNode vector, String text) {
    for (int i = 0; i < DIMENSIONS; i++) {
      vector.add(((text.hashCode() >> (8 * i)) & 0xff) / 256.0);
    }
  }

  @Override
  public List<ObjectNode> chunks() {
    List<ObjectNode> pieces = new ArrayList<>();
    if (request.raw().has("messages")) {
      pieces.addAll(anthropic.chunks());
    } else {
      for (String word : CompletionJson.words(answer.text())) {
        String field =
            request.raw().has("inputText")
                ? "outputText"
                : request.raw().has("message") ? "text" : "generation";
        pieces.add(JSON.objectNode().put(field, word));
      }
      pieces.add(JSON.objectNode().put("stop_reason", answer.finishReason()));
    }
    Usage counts = Usage.of(request, answer);
    pieces
        .get(pieces.size() - 1)
        .putObject("amazon-bedrock-invocationMetrics")
        .put("inputTokenCount", counts.promptTokens() - counts.cachedTokens())
        .put("outputTokenCount", counts.completionTokens())
        .put("cacheReadInputTokenCount", counts.cachedTokens())
        .put("invocationLatency", 1)
        .put("firstByteLatency", 1);
    return pieces.stream().map(InvokeJson::chunk).toList();
  }

  static ObjectNode chunk(JsonNode piece) {
    return bytes(piece.toString());
  }

  static ObjectNode bytes(String text) {
    ObjectNode chunk = JSON.objectNode();
    chunk.putObject("chunk").put("bytes", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    return chunk;
  }
}
