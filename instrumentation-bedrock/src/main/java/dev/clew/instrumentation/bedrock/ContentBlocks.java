// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of messages: blocks of Converse, which Amazon's models take in their own
 * bodies, too, and blocks as Anthropic and OpenAI write them, which have a type.
 */
final class ContentBlocks {
  private static final String CONTENT = "content";
  private static final String TEXT = "text";
  private static final String INPUT = "input";

  private ContentBlocks() {}

  /** Returns the parts of a message, whose content is a text or a list of blocks. */
  static List<Part> parts(JsonTree message) {
    String callId = message.text("tool_call_id");
    if (callId != null) {
      return List.of(new Part.ToolResult(callId, message.joinedText(CONTENT)));
    }
    List<Part> parts = new ArrayList<>();
    String text = message.textOrEmpty(CONTENT);
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    parts.addAll(parts(message.objects(CONTENT)));
    for (JsonTree call : message.objects("tool_calls")) {
      parts.add(toolCall(call.text("id"), call.object("function"), "arguments"));
    }
    return parts;
  }

  static List<Part> parts(List<JsonTree> blocks) {
    List<Part> parts = new ArrayList<>();
    for (JsonTree block : blocks) {
      String type = block.text("type");
      if (type != null) {
        add(parts, type, block, block);
      } else {
        block.values().forEach((key, value) -> add(parts, key, block, JsonTree.of(value)));
      }
    }
    return parts;
  }

  private static void add(List<Part> parts, String type, JsonTree block, JsonTree content) {
    switch (type) {
      case TEXT -> parts.add(new Part.Text(text(block)));
      case "thinking" -> parts.add(new Part.Reasoning(block.textOrEmpty(type)));
      case "reasoningContent" ->
          parts.add(new Part.Reasoning(content.object("reasoningText").textOrEmpty(TEXT)));
      case "toolUse" -> parts.add(toolCall(content.text("toolUseId"), content, INPUT));
      case "tool_use" -> parts.add(toolCall(content.text("id"), content, INPUT));
      case "toolResult", "tool_result" -> {
        String id = content.text("toolUseId");
        parts.add(
            new Part.ToolResult(id == null ? content.text("tool_use_id") : id, result(content)));
        parts(content.objects(CONTENT)).stream()
            .filter(Part.Media.class::isInstance)
            .forEach(parts::add);
      }
      case "image", "video", "audio", "document" -> parts.add(media(type, content));
      case "image_url" ->
          parts.add(MediaHash.ofUrl("image", content.object(type).textOrEmpty("url")));
      case "guardContent" -> parts.addAll(parts(List.of(content)));
      case "citationsContent" -> parts.addAll(parts(content.objects(CONTENT)));
      case "cachePoint" -> {}
      default -> parts.add(new Part.Other(type, content.text("title")));
    }
  }

  /** Returns the text of a block, which for a guardrail is wrapped once more. */
  private static String text(JsonTree block) {
    String text = block.text(TEXT);
    return text != null ? text : block.object(TEXT).textOrEmpty(TEXT);
  }

  /** Returns the texts of blocks, or null if there are none. */
  static @Nullable List<String> texts(List<JsonTree> blocks) {
    return blocks.isEmpty() ? null : blocks.stream().map(ContentBlocks::text).toList();
  }

  private static Part toolCall(@Nullable String id, JsonTree named, String arguments) {
    Object input = named.values().get(arguments);
    return new Part.ToolCall(
        id, named.textOrEmpty("name"), String.valueOf(JsonWriter.textOrJson(input)));
  }

  /** Returns the text of a tool's result. */
  static String result(JsonTree result) {
    StringBuilder text = new StringBuilder(result.textOrEmpty(CONTENT));
    for (JsonTree block : result.objects(CONTENT)) {
      Object json = block.values().get("json");
      text.append(json != null ? JsonWriter.write(json) : block.textOrEmpty(TEXT));
    }
    return text.toString();
  }

  private static Part media(String type, JsonTree content) {
    JsonTree source = content.object("source");
    String format = content.text("format");
    String mimeType = format == null ? source.text("media_type") : mimeType(type, format);
    Object bytes = source.values().get("bytes");
    Object inline = bytes == null ? source.values().get("data") : bytes;
    if (inline instanceof byte[] raw) {
      return MediaHash.ofBytes(type, mimeType, raw);
    } else if (inline instanceof String base64) {
      return MediaHash.ofBase64(type, mimeType, null, base64);
    }
    String uri = source.object("s3Location").text("uri");
    return new Part.Media(type, mimeType, uri == null ? source.text("url") : uri, null, null);
  }

  private static String mimeType(String type, String format) {
    Map<String, String> texts = Map.of("txt", "text/plain", "md", "text/markdown");
    return type.equals("document")
        ? texts.getOrDefault(format, "application/" + format)
        : type + "/" + format;
  }
}
