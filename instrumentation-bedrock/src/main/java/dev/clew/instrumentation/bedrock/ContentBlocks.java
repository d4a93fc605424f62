// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the content blocks of Converse, which Amazon's models take in their own bodies, too. */
final class ContentBlocks {
  private static final String CONTENT = "content";
  private static final String TEXT = "text";

  private ContentBlocks() {}

  /** Returns the messages of a conversation, the system prompt first. */
  static List<Message> messages(JsonTree request) {
    List<Message> messages = new ArrayList<>();
    List<Part> system = parts(request.objects("system"));
    if (!system.isEmpty()) {
      messages.add(Message.of("system", system));
    }
    for (JsonTree message : request.objects("messages")) {
      messages.add(Message.of(message.textOrEmpty("role"), parts(message.objects(CONTENT))));
    }
    return messages;
  }

  static List<ToolDefinition> tools(JsonTree toolConfig) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonTree tool : toolConfig.objects("tools")) {
      for (Map.Entry<String, @Nullable Object> each : tool.values().entrySet()) {
        JsonTree specified = JsonTree.of(each.getValue());
        String name = specified.text("name");
        if (!each.getKey().equals("cachePoint")) {
          tools.add(
              new ToolDefinition(
                  name != null ? name : each.getKey(),
                  specified.text("description"),
                  specified.object("inputSchema").values().get("json")));
        }
      }
    }
    return tools;
  }

  static List<Part> parts(List<JsonTree> blocks) {
    List<Part> parts = new ArrayList<>();
    for (JsonTree block : blocks) {
      // A block has one field; the type of Nova's system prompts and the like say nothing more.
      block.values().forEach((type, value) -> add(parts, type, block, JsonTree.of(value)));
    }
    return parts;
  }

  /** Returns the texts of blocks, or null if there are none. */
  static @Nullable List<String> texts(List<JsonTree> blocks) {
    List<String> texts = new ArrayList<>();
    for (JsonTree block : blocks) {
      String text = block.text(TEXT);
      texts.add(text != null ? text : block.object(TEXT).textOrEmpty(TEXT));
    }
    return texts.isEmpty() ? null : texts;
  }

  private static void add(List<Part> parts, String type, JsonTree block, JsonTree content) {
    switch (type) {
      case TEXT -> parts.add(new Part.Text(block.textOrEmpty(TEXT)));
      case "reasoningContent" ->
          parts.add(new Part.Reasoning(content.object("reasoningText").textOrEmpty(TEXT)));
      case "toolUse" ->
          parts.add(
              new Part.ToolCall(
                  content.text("toolUseId"),
                  content.textOrEmpty("name"),
                  String.valueOf(JsonWriter.textOrJson(content.values().get("input")))));
      case "toolResult" -> addResult(parts, content);
      case "image", "video", "audio", "document" -> parts.add(media(type, content));
      case "guardContent" -> parts.addAll(parts(List.of(guarded(content))));
      case "citationsContent" -> parts.addAll(parts(content.objects(CONTENT)));
      case "cachePoint" -> {}
      default -> parts.add(new Part.Other(type, content.text("title")));
    }
  }

  /** Returns the content that a guardrail is to look at, with its text not wrapped once more. */
  private static JsonTree guarded(JsonTree content) {
    JsonTree text = content.object(TEXT);
    return text.isEmpty() ? content : JsonTree.of(Map.of(TEXT, text.textOrEmpty(TEXT)));
  }

  /** Adds a result's text, and its images and documents as parts of their own. */
  private static void addResult(List<Part> parts, JsonTree result) {
    parts.add(new Part.ToolResult(result.text("toolUseId"), resultText(result)));
    for (Part part : parts(result.objects(CONTENT))) {
      if (part instanceof Part.Media) {
        parts.add(part);
      }
    }
  }

  /** Returns the text that a tool's result consists of. */
  static String resultText(JsonTree result) {
    StringBuilder text = new StringBuilder();
    for (JsonTree block : result.objects(CONTENT)) {
      Object json = block.values().get("json");
      text.append(json != null ? JsonWriter.write(json) : block.textOrEmpty(TEXT));
    }
    return text.toString();
  }

  private static Part media(String type, JsonTree content) {
    String format = content.text("format");
    String mimeType = format == null ? null : mimeType(type, format);
    JsonTree source = content.object("source");
    Object bytes = source.values().get("bytes");
    if (bytes instanceof byte[] raw) {
      return MediaHash.ofBytes(type, mimeType, raw);
    } else if (bytes instanceof String base64) {
      return MediaHash.ofBase64(type, mimeType, null, base64);
    }
    return new Part.Media(type, mimeType, source.object("s3Location").text("uri"), null, null);
  }

  private static String mimeType(String type, String format) {
    if (!type.equals("document")) {
      return type + "/" + format;
    }
    return switch (format) {
      case "txt" -> "text/plain";
      case "md" -> "text/markdown";
      case "csv", "html" -> "text/" + format;
      default -> "application/" + format;
    };
  }
}
