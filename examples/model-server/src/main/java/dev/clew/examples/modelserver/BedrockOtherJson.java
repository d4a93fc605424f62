// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes the answers of Bedrock that are no model's: of an agent, which are streams of text, of a
 * knowledge base, and of a guardrail, which intervenes if the script's answer has a text.
 */
final class BedrockOtherJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ChatRequest request;
  private final Reply.Answer answer;

  BedrockOtherJson(ChatRequest request, Reply.Answer answer) {
    this.request = request;
    this.answer = answer;
  }

  @Override
  public ObjectNode whole() {
    ObjectNode json = JSON.objectNode();
    if (request.raw().has("retrievalQuery")) {
      ObjectNode found = json.putArray("retrievalResults").addObject().put("score", 0.5);
      found.putObject("content").put("text", answer.text());
      found
          .putObject("location")
          .put("type", "S3")
          .putObject("s3Location")
          .put("uri", "s3://documents/1.txt");
      return json;
    }
    boolean intervened = !answer.text().isEmpty();
    json.put("action", intervened ? "GUARDRAIL_INTERVENED" : "NONE");
    json.putArray("outputs");
    if (intervened) {
      json.withArray("outputs").addObject().put("text", answer.text());
    }
    json.putArray("assessments");
    return json;
  }

  @Override
  public List<ObjectNode> chunks() {
    return CompletionJson.words(answer.text()).stream().map(InvokeJson::bytes).toList();
  }
}
