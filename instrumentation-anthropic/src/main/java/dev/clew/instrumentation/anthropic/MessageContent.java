// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the content blocks of messages, from requests and answers. */
final class MessageContent {
  private static final String CONTENT = "content";
  private static final String TYPE = "type";
  private static final String TEXT = "text";

  /** What a server tool returns only for the provider itself to read again. */
  private static final Set<String> OPAQUE = Set.of("encrypted_content", "encrypted_stdout");

  private MessageContent() {}

  /** Returns the parts of a message, whose content is a text or a list of blocks. */
  static List<Part> parts(JsonTree message) {
    List<Part> parts = new ArrayList<>();
    String text = message.text(CONTENT);
    if (text != null && !text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    for (JsonTree block : message.objects(CONTENT)) {
      add(parts, block, block.textOrEmpty(TYPE));
    }
    return parts;
  }

  private static void add(List<Part> parts, JsonTree block, String type) {
    switch (type) {
      case TEXT -> parts.add(new Part.Text(block.textOrEmpty(TEXT)));
      case "thinking" -> parts.add(new Part.Reasoning(block.textOrEmpty("thinking")));
      case "tool_use", "server_tool_use", "mcp_tool_use" ->
          parts.add(
              new Part.ToolCall(
                  block.text("id"),
                  block.textOrEmpty("name"),
                  String.valueOf(JsonWriter.textOrJson(block.values().get("input")))));
      case "tool_result" -> addToolResult(parts, block);
      case "image", "document" -> parts.add(media(type, block.object("source")));
      default ->
          parts.add(
              type.endsWith("_tool_result")
                  ? new Part.ToolResult(block.text("tool_use_id"), serverResult(block))
                  : new Part.Other(type, block.text(CONTENT)));
    }
  }

  /** Adds a result's texts, and its images and documents as parts of their own. */
  private static void addToolResult(List<Part> parts, JsonTree block) {
    parts.add(new Part.ToolResult(block.text("tool_use_id"), block.joinedText(CONTENT)));
    for (JsonTree inner : block.objects(CONTENT)) {
      String type = inner.textOrEmpty(TYPE);
      if (type.equals("image") || type.equals("document")) {
        add(parts, inner, type);
      }
    }
  }

  /** Returns what a tool run by the provider came to: its texts, or fields such as stdout. */
  private static String serverResult(JsonTree block) {
    JsonTree single = block.object(CONTENT);
    if (!single.isEmpty()) {
      return JsonWriter.write(single.without(OPAQUE));
    }
    List<String> lines = new ArrayList<>();
    for (JsonTree each : block.objects(CONTENT)) {
      String text = each.text(TEXT);
      lines.add(text != null ? text : JsonWriter.write(each.without(OPAQUE)));
    }
    return lines.isEmpty() ? block.textOrEmpty(CONTENT) : String.join("\n", lines);
  }

  private static Part media(String modality, JsonTree source) {
    String mimeType = source.text("media_type");
    String data = source.textOrEmpty("data");
    return switch (source.textOrEmpty(TYPE)) {
      case "base64" -> MediaHash.ofBase64(modality, mimeType, null, data);
      case "url" -> MediaHash.ofUrl(modality, source.textOrEmpty("url"));
      case "file" -> new Part.Media(modality, null, source.text("file_id"), null, null);
      case TEXT -> MediaHash.ofBytes(modality, mimeType, data.getBytes(StandardCharsets.UTF_8));
      default -> new Part.Other(modality, source.joinedText(CONTENT));
    };
  }
}
