// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages in the formats of the models' makers: a text, or blocks as Anthropic, Amazon or
 * OpenAI write them.
 */
final class VendorBlocks {
  private static final String CONTENT = "content";
  private static final String TEXT = "text";
  private static final String TYPE = "type";
  private static final String TOOL_CALL_ID = "tool_call_id";

  private VendorBlocks() {}

  static List<Part> parts(JsonTree message) {
    if (message.text(TOOL_CALL_ID) != null) {
      return List.of(new Part.ToolResult(message.text(TOOL_CALL_ID), message.joinedText(CONTENT)));
    }
    List<Part> parts = new ArrayList<>();
    String reasoning = message.text("reasoning_content");
    if (reasoning != null) {
      parts.add(new Part.Reasoning(reasoning));
    }
    String text = message.text(CONTENT);
    if (text != null && !text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    for (JsonTree block : message.objects(CONTENT)) {
      if (block.text(TYPE) == null) {
        parts.addAll(ContentBlocks.parts(List.of(block)));
      } else {
        add(parts, block, block.textOrEmpty(TYPE));
      }
    }
    for (JsonTree call : message.objects("tool_calls")) {
      JsonTree function = call.object("function").isEmpty() ? call : call.object("function");
      parts.add(
          toolCall(
              call, function, function.text("arguments") == null ? "parameters" : "arguments"));
    }
    return parts;
  }

  private static Part toolCall(JsonTree call, JsonTree named, String arguments) {
    return new Part.ToolCall(
        call.text("id"),
        named.textOrEmpty("name"),
        String.valueOf(JsonWriter.textOrJson(named.values().get(arguments))));
  }

  private static void add(List<Part> parts, JsonTree block, String type) {
    switch (type) {
      case TEXT -> parts.add(new Part.Text(block.textOrEmpty(TEXT)));
      case "thinking" -> parts.add(new Part.Reasoning(block.textOrEmpty("thinking")));
      case "tool_use" -> parts.add(toolCall(block, block, "input"));
      case "tool_result" -> {
        parts.add(new Part.ToolResult(block.text("tool_use_id"), block.joinedText(CONTENT)));
        for (JsonTree inner : block.objects(CONTENT)) {
          if (!inner.textOrEmpty(TYPE).equals(TEXT)) {
            add(parts, inner, inner.textOrEmpty(TYPE));
          }
        }
      }
      case "image", "document" -> {
        JsonTree source = block.object("source");
        String data = source.text("data");
        parts.add(
            data == null
                ? MediaHash.ofUrl(type, source.textOrEmpty("url"))
                : MediaHash.ofBase64(type, source.text("media_type"), null, data));
      }
      case "image_url" ->
          parts.add(MediaHash.ofUrl("image", block.object("image_url").textOrEmpty("url")));
      default -> parts.add(new Part.Other(type, block.text(CONTENT)));
    }
  }
}
