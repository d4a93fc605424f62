// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads messages in the trace file's format, which is that of OpenAI's chat completions. */
public final class Messages {

  private Messages() {}

  /** An array of messages; a plain text is one message with the given role. */
  public static List<Message> read(@Nullable JsonNode node, String role) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray()) {
      return List.of(node.isObject() ? message(node, role) : text(role, node.asText()));
    }
    List<Message> messages = new ArrayList<>(node.size());
    for (JsonNode each : node) {
      messages.add(each.isObject() ? message(each, role) : text(role, each.asText()));
    }
    return messages;
  }

  private static Message text(String role, String text) {
    return new Message(role, null, List.of(new Part.Text(text)), null);
  }

  private static Message message(JsonNode node, String fallbackRole) {
    String type = Json.text(node, "type");
    if (type != null && !node.has("role")) {
      return item(node, type, fallbackRole);
    }
    String role = Json.text(node, "role");
    List<Part> parts = new ArrayList<>();
    String callId = Json.text(node, "tool_call_id");
    String name = Json.text(node, "name");
    JsonNode content = Json.child(node, "content");
    if (content.isArray()) {
      for (JsonNode part : content) {
        parts.add(part(part));
      }
    } else if (callId != null || "tool".equals(role)) {
      String result = Json.textOrJson(content);
      parts.add(new Part.ToolResult(callId, name, result == null ? "" : result));
    } else {
      String text = Json.textOrJson(content);
      if (text != null) {
        parts.add(new Part.Text(text));
      }
    }
    String refusal = Json.text(node, "refusal");
    if (refusal != null) {
      parts.add(new Part.Refusal(refusal));
    }
    for (JsonNode call : Json.child(node, "tool_calls")) {
      parts.add(toolCall(call));
    }
    JsonNode legacy = node.get("function_call");
    if (legacy != null && legacy.isObject()) {
      parts.add(toolCall(legacy));
    }
    return new Message(
        role == null ? fallbackRole : role, name, parts, Json.text(node, "finish_reason"));
  }

  /** An item of the Responses API that is not a message. */
  private static Message item(JsonNode node, String type, String fallbackRole) {
    String callId = Json.text(node, "call_id");
    return switch (type) {
      case "function_call" ->
          new Message(
              "assistant",
              null,
              List.of(
                  new Part.ToolCall(
                      callId, orEmpty(Json.text(node, "name")), Json.text(node, "arguments"))),
              null);
      case "function_call_output" ->
          new Message(
              "tool",
              null,
              List.of(
                  new Part.ToolResult(callId, null, orEmpty(Json.textOrJson(node.get("output"))))),
              null);
      case "reasoning" ->
          new Message(
              "assistant", null, List.of(new Part.Reasoning(texts(node.get("summary")))), null);
      default -> new Message(fallbackRole, null, List.of(part(node)), null);
    };
  }

  private static Part.ToolCall toolCall(JsonNode call) {
    JsonNode function = call.has("function") ? call.get("function") : call;
    return new Part.ToolCall(
        Json.text(call, "id"),
        orEmpty(Json.text(function, "name")),
        Json.textOrJson(function.get("arguments")));
  }

  private static Part part(JsonNode part) {
    if (part.isTextual()) {
      return new Part.Text(part.textValue());
    }
    String type = Json.text(part, "type");
    String text = Json.text(part, "text");
    return switch (type == null ? "text" : type) {
      case "text", "input_text", "output_text" -> new Part.Text(orEmpty(text));
      case "reasoning" -> new Part.Reasoning(orEmpty(text));
      case "refusal" -> new Part.Refusal(orEmpty(Json.text(part, "refusal")));
      case "tool_result" ->
          new Part.ToolResult(
              Json.text(part, "tool_call_id"),
              Json.text(part, "name"),
              orEmpty(Json.textOrJson(part.get("content"))));
      case "media" -> {
        long bytes = Json.number(part, "bytes", -1);
        yield new Part.Media(
            Json.text(part, "modality"),
            Json.text(part, "mime_type"),
            Json.text(part, "uri"),
            bytes < 0 ? null : bytes,
            Json.text(part, "sha256"));
      }
      default -> {
        String other = Json.text(part, "other_type");
        JsonNode content = part.get("content");
        yield new Part.Other(
            other != null ? other : type,
            orEmpty(Json.textOrJson(content != null ? content : part)));
      }
    };
  }

  private static String texts(@Nullable JsonNode parts) {
    if (parts == null || !parts.isArray()) {
      return orEmpty(Json.textOrJson(parts));
    }
    StringBuilder all = new StringBuilder();
    for (JsonNode part : parts) {
      all.append(all.isEmpty() ? "" : "\n").append(orEmpty(Json.text(part, "text")));
    }
    return all.toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
