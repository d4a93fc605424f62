// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one answer as the JSON of Bedrock's Converse, or the events of its stream, each under its
 * type. The format is that of the provider's public API reference.
 */
final class ConverseJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String INDEX = "contentBlockIndex";

  private final ChatRequest request;
  private final Reply.Answer answer;
  private final List<ToolCall> calls;

  ConverseJson(int number, ChatRequest request, Reply.Answer answer) {
    this.request = request;
    this.answer = answer;
    this.calls = CompletionJson.withIds("tooluse", number, answer.toolCalls());
  }

  @Override
  public ObjectNode whole() {
    ObjectNode json = JSON.objectNode();
    ObjectNode message = json.putObject("output").putObject("message").put("role", "assistant");
    ArrayNode content = message.putArray("content");
    if (!answer.text().isEmpty()) {
      content.addObject().put("text", answer.text());
    }
    for (ToolCall call : calls) {
      ObjectNode use = toolUse(call);
      use.set("input", MessageJson.parsed(call.arguments()));
      content.addObject().set("toolUse", use);
    }
    json.put("stopReason", stopReason());
    addCounts(json);
    return json;
  }

  @Override
  public List<ObjectNode> chunks() {
    List<ObjectNode> events = new ArrayList<>();
    events.add(event("messageStart", JSON.objectNode().put("role", "assistant")));
    int index = 0;
    if (!answer.text().isEmpty()) {
      for (String word : CompletionJson.words(answer.text())) {
        events.add(delta(index, JSON.objectNode().put("text", word)));
      }
      events.add(event("contentBlockStop", JSON.objectNode().put(INDEX, index++)));
    }
    for (ToolCall call : calls) {
      ObjectNode start = JSON.objectNode().put(INDEX, index);
      start.putObject("start").set("toolUse", toolUse(call));
      events.add(event("contentBlockStart", start));
      for (String piece : CompletionJson.pieces(call.arguments())) {
        ObjectNode use = JSON.objectNode();
        use.putObject("toolUse").put("input", piece);
        events.add(delta(index, use));
      }
      events.add(event("contentBlockStop", JSON.objectNode().put(INDEX, index++)));
    }
    events.add(event("messageStop", JSON.objectNode().put("stopReason", stopReason())));
    ObjectNode metadata = JSON.objectNode();
    addCounts(metadata);
    events.add(event("metadata", metadata));
    return events;
  }

  private static ObjectNode event(String type, ObjectNode payload) {
    ObjectNode event = JSON.objectNode();
    event.set(type, payload);
    return event;
  }

  private static ObjectNode delta(int index, ObjectNode piece) {
    ObjectNode delta = JSON.objectNode().put(INDEX, index);
    delta.set("delta", piece);
    return event("contentBlockDelta", delta);
  }

  private static ObjectNode toolUse(ToolCall call) {
    return JSON.objectNode().put("toolUseId", call.id()).put("name", call.name());
  }

  /** The reasons of chat completions, in this API's words; others as the script gives them. */
  private String stopReason() {
    return switch (answer.finishReason()) {
      case "stop" -> "end_turn";
      case "tool_calls" -> "tool_use";
      case "length" -> "max_tokens";
      default -> answer.finishReason();
    };
  }

  /** Unlike in chat completions, the input does not include what came from the cache. */
  private void addCounts(ObjectNode json) {
    Usage counts = Usage.of(request, answer);
    json.putObject("usage")
        .put("inputTokens", counts.promptTokens() - counts.cachedTokens())
        .put("outputTokens", counts.completionTokens())
        .put("totalTokens", counts.totalTokens())
        .put("cacheReadInputTokens", counts.cachedTokens())
        .put("cacheWriteInputTokens", 0);
    json.putObject("metrics").put("latencyMs", 1);
  }
}
