// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts messages of any convention to the format of the trace file: {@code role}, {@code
 * content} as text or parts, {@code tool_calls}, {@code tool_call_id}.
 */
final class MessageShapes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MessageShapes() {}

  /** An array of messages, or null if there are none. */
  static @Nullable ArrayNode messages(@Nullable JsonNode given, String role) {
    if (given == null || given.isNull()) {
      return null;
    }
    ArrayNode messages = NODES.arrayNode();
    if (given.isArray()) {
      given.forEach(each -> messages.add(message(each, role)));
    } else if (given.has("messages")) {
      addSystem(given.get("system"), messages);
      given.get("messages").forEach(each -> messages.add(message(each, role)));
    } else if (given.isObject() && given.has("prompt")) {
      addSystem(given.get("system"), messages);
      messages.add(message(given.get("prompt"), role));
    } else {
      messages.add(message(given, role));
    }
    return messages.isEmpty() ? null : messages;
  }

  private static void addSystem(@Nullable JsonNode system, ArrayNode messages) {
    if (system != null && !system.isNull()) {
      messages.add(message(system, "system"));
    }
  }

  private static ObjectNode message(JsonNode given, String fallbackRole) {
    ObjectNode message = NODES.objectNode();
    JsonNode node = given.has("message") ? given.get("message") : given;
    if (!node.isObject()) {
      message.put("role", fallbackRole);
      message.put("content", Json.textOrJson(node));
      return message;
    }
    String role = Json.text(node, "role");
    message.put("role", role == null ? fallbackRole : role);
    copy(node, "name", message);
    Pieces pieces = new Pieces();
    JsonNode parts = firstOf(node, "parts", "contents", "content");
    if (parts.isArray()) {
      parts.forEach(pieces::part);
    } else if (parts.isTextual()) {
      pieces.text(parts.textValue());
    } else if (parts.isObject()) {
      pieces.part(parts);
    }
    for (JsonNode call : Json.child(node, "tool_calls")) {
      pieces.call(call.has("tool_call") ? call.get("tool_call") : call);
    }
    String callId = Json.text(node, "tool_call_id");
    copy(node, "refusal", message);
    copy(node, "finish_reason", message);
    pieces.write(message, callId);
    return message;
  }

  private static JsonNode firstOf(JsonNode node, String... fields) {
    for (String field : fields) {
      if (node.hasNonNull(field)) {
        return node.get(field);
      }
    }
    return NODES.missingNode();
  }

  private static void copy(JsonNode from, String field, ObjectNode into) {
    String value = Json.text(from, field);
    if (value != null) {
      into.put(field, value);
    }
  }

  /** Parts of one message as they are read. */
  private static final class Pieces {

    private final ArrayNode parts = NODES.arrayNode();
    private final ArrayNode calls = NODES.arrayNode();
    private boolean onlyText = true;

    void text(String text) {
      parts.addObject().put("type", "text").put("text", text);
    }

    void part(JsonNode given) {
      JsonNode part = given.has("message_content") ? given.get("message_content") : given;
      if (part.isTextual()) {
        text(part.textValue());
        return;
      }
      String type = Json.text(part, "type");
      switch (type == null ? "text" : type) {
        case "text", "input_text", "output_text" -> {
          String text = Json.textOrJson(firstOf(part, "content", "text"));
          text(text == null ? "" : text);
        }
        case "reasoning", "thinking" -> {
          onlyText = false;
          String text = Json.textOrJson(firstOf(part, "content", "text", "thinking", "reasoning"));
          parts.addObject().put("type", "reasoning").put("text", text == null ? "" : text);
        }
        case "tool_call", "tool-call", "tool_use", "server_tool_call" -> call(part);
        case "tool_call_response", "tool-result", "tool_result", "server_tool_call_response" ->
            result(part);
        case "blob", "file", "uri", "image", "image_url", "media" -> media(part);
        default -> {
          onlyText = false;
          ObjectNode other = parts.addObject().put("type", "other").put("other_type", type);
          other.set("content", part);
        }
      }
    }

    void call(JsonNode given) {
      JsonNode function = given.has("function") ? given.get("function") : given;
      ObjectNode call = calls.addObject();
      String id = text(given, "id", "toolCallId", "tool_call_id");
      if (id != null) {
        call.put("id", id);
      }
      call.put("type", "function");
      String name = text(function, "name", "toolName");
      String arguments =
          Json.textOrJson(firstOf(function, "arguments", "args", "input", "server_tool_call"));
      call.putObject("function")
          .put("name", name == null ? "" : name)
          .put("arguments", arguments == null ? "" : arguments);
    }

    private void result(JsonNode part) {
      onlyText = false;
      ObjectNode result = parts.addObject().put("type", "tool_result");
      String id = text(part, "id", "toolCallId", "tool_call_id", "tool_use_id");
      if (id != null) {
        result.put("tool_call_id", id);
      }
      String name = text(part, "name", "toolName");
      if (name != null) {
        result.put("name", name);
      }
      // The newer edition of the conventions says result, the older schema response.
      JsonNode output = firstOf(part, "result", "response", "output", "content");
      String text =
          output.has("value") && output.has("type")
              ? Json.textOrJson(output.get("value"))
              : Json.textOrJson(output);
      result.put("content", text == null ? "" : text);
    }

    private void media(JsonNode part) {
      onlyText = false;
      ObjectNode media = parts.addObject().put("type", "media");
      String modality = text(part, "modality");
      media.put("modality", modality == null ? "image" : modality);
      String mime = text(part, "mime_type", "mimeType", "mediaType");
      if (mime != null) {
        media.put("mime_type", mime);
      }
      JsonNode image = firstOf(part, "uri", "file_id", "url", "image_url", "image");
      String uri =
          image.isObject()
              ? Json.text(image.has("image") ? image.get("image") : image, "url")
              : Json.textOrJson(image);
      String inline = text(part, "content", "data");
      if (uri != null && !uri.startsWith("data:")) {
        media.put("uri", uri);
      } else {
        // The content itself is never kept: four characters are about three bytes.
        int characters = inline != null ? inline.length() : uri == null ? 0 : uri.length();
        media.put("bytes", characters * 3L / 4);
      }
    }

    void write(ObjectNode message, @Nullable String callId) {
      if (callId != null) {
        message.put("tool_call_id", callId);
      }
      if (parts.isEmpty()) {
        message.putNull("content");
      } else if (onlyText && parts.size() == 1) {
        message.set("content", parts.get(0).get("text"));
      } else {
        message.set("content", parts);
      }
      if (!calls.isEmpty()) {
        message.set("tool_calls", calls);
      }
    }

    private static @Nullable String text(JsonNode node, String... fields) {
      for (String field : List.of(fields)) {
        String value = Json.text(node, field);
        if (value != null) {
          return value;
        }
      }
      return null;
    }
  }
}
