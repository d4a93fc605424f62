// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.util.List;

/**
 * Messages and tools in the shape of OpenAI's chat completions.
 *
 * <p>Content is a string where a single text says it all, and an array of typed parts otherwise.
 * What that API has no part type for (reasoning, several tool results in one message, media by
 * hash) gets a type of its own in the array.
 */
final class MessageJson {
  private MessageJson() {}

  static ArrayNode messages(List<Message> messages) {
    ArrayNode nodes = JsonTree.NODES.arrayNode(messages.size());
    messages.forEach(message -> nodes.add(message(message)));
    return nodes;
  }

  static ArrayNode tools(List<ToolDefinition> tools) {
    ArrayNode nodes = JsonTree.NODES.arrayNode(tools.size());
    for (ToolDefinition tool : tools) {
      ObjectNode function = JsonTree.object().put("name", tool.name());
      JsonTree.putIfKnown(function, "description", tool.description());
      JsonTree.putIfKnown(function, "parameters", tool.parameters());
      nodes.add(JsonTree.object().put("type", "function").set("function", function));
    }
    return nodes;
  }

  private static ObjectNode message(Message message) {
    ObjectNode node = JsonTree.object().put("role", message.role());
    JsonTree.putIfKnown(node, "name", message.name());
    ArrayNode parts = JsonTree.NODES.arrayNode();
    ArrayNode calls = JsonTree.NODES.arrayNode();
    List<Part> said = message.parts();
    if (said.size() == 1 && said.get(0) instanceof Part.ToolResult result) {
      node.put("tool_call_id", result.callId());
      node.put("content", result.content());
      return node;
    }
    for (Part part : said) {
      if (part instanceof Part.ToolCall call) {
        calls.add(toolCall(call));
      } else {
        parts.add(part(part));
      }
    }
    addContent(node, parts);
    if (!calls.isEmpty()) {
      node.set("tool_calls", calls);
    }
    return node;
  }

  private static void addContent(ObjectNode node, ArrayNode parts) {
    if (parts.isEmpty()) {
      node.putNull("content");
      return;
    }
    ObjectNode only = parts.size() == 1 ? (ObjectNode) parts.get(0) : null;
    if (only != null && only.path("type").asText().equals("text")) {
      node.set("content", only.get("text"));
    } else if (only != null && only.path("type").asText().equals("refusal")) {
      node.putNull("content");
      node.set("refusal", only.get("refusal"));
    } else {
      node.set("content", parts);
    }
  }

  private static ObjectNode toolCall(Part.ToolCall call) {
    ObjectNode function =
        JsonTree.object().put("name", call.name()).put("arguments", call.arguments());
    return JsonTree.object()
        .put("id", call.id())
        .put("type", "function")
        .<ObjectNode>set("function", function);
  }

  private static ObjectNode part(Part part) {
    ObjectNode node = JsonTree.object();
    if (part instanceof Part.Text text) {
      return node.put("type", "text").put("text", text.text());
    }
    if (part instanceof Part.Reasoning reasoning) {
      return node.put("type", "reasoning").put("text", reasoning.text());
    }
    if (part instanceof Part.Refusal refusal) {
      return node.put("type", "refusal").put("refusal", refusal.text());
    }
    if (part instanceof Part.ToolResult result) {
      return node.put("type", "tool_result")
          .put("tool_call_id", result.callId())
          .put("content", result.content());
    }
    if (part instanceof Part.Media media) {
      node.put("type", "media").put("modality", media.modality());
      JsonTree.putIfKnown(node, "mime_type", media.mimeType());
      JsonTree.putIfKnown(node, "uri", media.uri());
      JsonTree.putIfKnown(node, "bytes", media.bytes());
      JsonTree.putIfKnown(node, "sha256", media.sha256());
      return node;
    }
    if (part instanceof Part.Other other) {
      node.put("type", "other").put("other_type", other.type());
      JsonTree.putIfKnown(node, "content", other.content());
      return node;
    }
    throw new IllegalArgumentException("part of unknown type: " + part.getClass().getName());
  }
}
