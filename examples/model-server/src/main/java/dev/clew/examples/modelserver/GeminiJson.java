// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one answer as the JSON of Gemini's {@code generateContent}: a response, or the partial
 * responses of a stream. The format is that of the provider's public API reference. Function calls
 * have an id only if the script gives them one, as the provider does for its newer models alone.
 */
final class GeminiJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String id;
  private final ChatRequest request;
  private final Reply.Answer answer;

  GeminiJson(int number, ChatRequest request, Reply.Answer answer) {
    this.id = "resp_%08d".formatted(number);
    this.request = request;
    this.answer = answer;
  }

  @Override
  public ObjectNode whole() {
    List<ObjectNode> parts = new ArrayList<>();
    if (!answer.text().isEmpty()) {
      parts.add(text(answer.text()));
    }
    answer.toolCalls().forEach(call -> parts.add(functionCall(call)));
    return response(parts, true);
  }

  @Override
  public List<ObjectNode> chunks() {
    List<ObjectNode> parts = new ArrayList<>();
    CompletionJson.words(answer.text()).forEach(word -> parts.add(text(word)));
    answer.toolCalls().forEach(call -> parts.add(functionCall(call)));
    List<ObjectNode> chunks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      chunks.add(response(List.of(parts.get(i)), i == parts.size() - 1));
    }
    return chunks.isEmpty() ? List.of(response(List.of(), true)) : chunks;
  }

  private ObjectNode response(List<ObjectNode> parts, boolean last) {
    ObjectNode response = JSON.objectNode();
    ObjectNode candidate = response.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content");
    content.putArray("parts").addAll(parts);
    content.put("role", "model");
    if (last) {
      candidate.put("finishReason", finishReason());
    }
    candidate.put("index", 0);
    response.set("usageMetadata", usage(last));
    return response.put("modelVersion", request.model()).put("responseId", id);
  }

  private static ObjectNode text(String text) {
    return JSON.objectNode().put("text", text);
  }

  private static ObjectNode functionCall(ToolCall call) {
    ObjectNode part = JSON.objectNode();
    ObjectNode json = part.putObject("functionCall");
    if (call.id() != null) {
      json.put("id", call.id());
    }
    json.put("name", call.name()).set("args", MessageJson.parsed(call.arguments()));
    return part;
  }

  /** The reasons of chat completions, in this API's words; others as the script gives them. */
  private String finishReason() {
    return switch (answer.finishReason()) {
      case "stop", "tool_calls" -> "STOP";
      case "length" -> "MAX_TOKENS";
      case "content_filter" -> "SAFETY";
      default -> answer.finishReason();
    };
  }

  /** Unlike in chat completions, the answer's tokens do not include those of thoughts. */
  private ObjectNode usage(boolean last) {
    Usage counts = Usage.of(request, answer);
    ObjectNode usage = JSON.objectNode().put("promptTokenCount", counts.promptTokens());
    if (last) {
      usage.put("candidatesTokenCount", counts.completionTokens() - counts.reasoningTokens());
      if (counts.reasoningTokens() > 0) {
        usage.put("thoughtsTokenCount", counts.reasoningTokens());
      }
    }
    if (counts.cachedTokens() > 0) {
      usage.put("cachedContentTokenCount", counts.cachedTokens());
    }
    return usage.put("totalTokenCount", last ? counts.totalTokens() : counts.promptTokens());
  }
}
