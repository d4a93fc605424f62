// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes the answers of Gemini's other models: embeddings, whose vectors depend on the texts alone,
 * and images, whose content is the text of the scripted answer.
 */
final class GeminiVectors implements AnswerJson {
  private static final int DIMENSIONS = 4;

  private final ChatRequest request;
  private final Reply.Answer answer;

  GeminiVectors(ChatRequest request, Reply.Answer answer) {
    this.request = request;
    this.answer = answer;
  }

  @Override
  public ObjectNode whole() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    JsonNode raw = request.raw();
    if (raw.has("content")) {
      fill(json.putObject("embedding"), request.last("user"));
    } else if (raw.has("requests")) {
      ArrayNode embeddings = json.putArray("embeddings");
      request.messages().forEach(each -> fill(embeddings.addObject(), each.content()));
    } else {
      ArrayNode predictions = json.putArray("predictions");
      raw.path("instances").forEach(each -> predict(predictions.addObject(), each));
    }
    return json;
  }

  private void predict(ObjectNode prediction, JsonNode instance) {
    if (instance.has("prompt")) {
      byte[] image = answer.text().getBytes(StandardCharsets.UTF_8);
      prediction
          .put("mimeType", "image/png")
          .put("bytesBase64Encoded", Base64.getEncoder().encodeToString(image));
    } else {
      String text = instance.path("content").asText();
      ObjectNode embedding = prediction.putObject("embeddings");
      fill(embedding, text);
      embedding.putObject("statistics").put("token_count", text.length() / 4 + 1);
    }
  }

  private static void fill(ObjectNode embedding, String text) {
    ArrayNode values = embedding.putArray("values");
    for (int i = 0; i < DIMENSIONS; i++) {
      values.add((text.hashCode() >> 8 * i & 0xff) / 256.0);
    }
  }

  @Override
  public List<ObjectNode> chunks() {
    return List.of(whole());
  }
}
