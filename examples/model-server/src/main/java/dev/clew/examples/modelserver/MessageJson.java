// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes one answer as the JSON of Anthropic's {@code POST /v1/messages}: a message, or the events
 * of a stream. The format is that of the provider's public API reference.
 */
final class MessageJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String id;
  private final ChatRequest request;
  private final Reply.Answer answer;
  private final List<ToolCall> calls;

  MessageJson(int number, ChatRequest request, Reply.Answer answer) {
    this.id = "msg_%08d".formatted(number);
    this.request = request;
    this.answer = answer;
    this.calls = CompletionJson.withIds("toolu", number, answer.toolCalls());
  }

  @Override
  public ObjectNode whole() {
    ObjectNode message = envelope();
    message.put("stop_reason", stopReason()).putNull("stop_sequence");
    if (!answer.text().isEmpty()) {
      message.withArray("content").add(text(answer.text()));
    }
    for (ToolCall call : calls) {
      ObjectNode block = toolUse(call);
      block.set("input", parsed(call.arguments()));
      message.withArray("content").add(block);
    }
    message.set("usage", usage(Usage.of(request, answer).completionTokens()));
    return message;
  }

  @Override
  public List<ObjectNode> chunks() {
    BlockEvents events = new BlockEvents("type", "content_block_", "content_block");
    ObjectNode message = envelope();
    message.putNull("stop_reason").putNull("stop_sequence").set("usage", usage(1));
    events.add(event("message_start").set("message", message));
    if (!answer.text().isEmpty()) {
      List<String> words = CompletionJson.words(answer.text());
      events.block(
          text(""), words.stream().map(word -> event("text_delta").put("text", word)).toList());
    }
    for (ToolCall call : calls) {
      ObjectNode begun = toolUse(call);
      begun.putObject("input");
      List<String> pieces = CompletionJson.pieces(call.arguments());
      events.block(
          begun,
          pieces.stream()
              .map(piece -> event("input_json_delta").put("partial_json", piece))
              .toList());
    }
    ObjectNode last = event("message_delta");
    last.putObject("delta").put("stop_reason", stopReason()).putNull("stop_sequence");
    last.putObject("usage").put("output_tokens", Usage.of(request, answer).completionTokens());
    events.add(last);
    events.add(event("message_stop"));
    return events.all();
  }

  private ObjectNode envelope() {
    ObjectNode message = event("message").put("id", id).put("role", "assistant");
    message.put("model", request.model()).putArray("content");
    return message;
  }

  private static ObjectNode event(String type) {
    return JSON.objectNode().put("type", type);
  }

  private static ObjectNode text(String text) {
    return event("text").put("text", text);
  }

  private static ObjectNode toolUse(ToolCall call) {
    return event("tool_use").put("id", call.id()).put("name", call.name());
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
  private ObjectNode usage(int outputTokens) {
    Usage counts = Usage.of(request, answer);
    return JSON.objectNode()
        .put("input_tokens", counts.promptTokens() - counts.cachedTokens())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", counts.cachedTokens())
        .put("output_tokens", outputTokens)
        .put("service_tier", "standard");
  }

  /** The arguments of a call as JSON; other text as the value of a field. */
  static JsonNode parsed(String arguments) {
    try {
      return MAPPER.readTree(arguments);
    } catch (JsonProcessingException broken) {
      return JSON.objectNode().put("INVALID_JSON", arguments);
    }
  }
}
