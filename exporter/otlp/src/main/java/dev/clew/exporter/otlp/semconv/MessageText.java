// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.exporter.json.JsonTreeWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats messages, instructions and tools as the JSON that the GenAI conventions define. */
final class MessageText {
  private final String toolResponseKey;

  MessageText(Profile profile) {
    this.toolResponseKey = profile.isReleased() ? "response" : "result";
  }

  /** Returns the input messages, or null if there are none. */
  @Nullable String input(List<Message> messages) {
    return messages.isEmpty() ? null : JsonAttribute.of(json -> write(json, messages, null));
  }

  /** Returns the output messages, one per choice, or null if there are none. */
  @Nullable String output(List<Message> messages, List<String> finishReasons) {
    return messages.isEmpty()
        ? null
        : JsonAttribute.of(json -> write(json, messages, finishReasons));
  }

  /** Returns one message with one text, or null if there is no text. */
  static @Nullable String single(String role, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return JsonAttribute.of(
        json -> {
          json.beginArray();
          json.begin();
          json.field("role", role).name("parts");
          parts(json, text);
          json.end();
          json.endArray();
        });
  }

  /** Returns instructions, which are parts without an enclosing message, or null. */
  static @Nullable String instructions(@Nullable String text) {
    return text == null ? null : JsonAttribute.of(json -> parts(json, text));
  }

  /**
   * Returns tools by name; descriptions and schemas would often be larger than the conversation.
   */
  static @Nullable String tools(List<String> names) {
    if (names.isEmpty()) {
      return null;
    }
    return JsonAttribute.of(
        json -> {
          json.beginArray();
          for (String name : names) {
            json.begin();
            json.field("type", "function").field("name", name);
            json.end();
          }
          json.endArray();
        });
  }

  static List<String> names(List<ToolDefinition> tools) {
    return tools.stream().map(ToolDefinition::name).toList();
  }

  private static void parts(JsonTreeWriter json, String text) throws IOException {
    json.beginArray();
    json.begin();
    typed(json, "text", text);
    json.end();
    json.endArray();
  }

  private void write(
      JsonTreeWriter json, List<Message> messages, @Nullable List<String> finishReasons)
      throws IOException {
    json.beginArray();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      json.begin();
      json.field("role", message.role()).fieldIfKnown("name", message.name());
      json.beginArray("parts");
      for (Part part : message.parts()) {
        json.begin();
        part(json, part);
        json.end();
      }
      json.endArray();
      if (finishReasons != null && i < finishReasons.size()) {
        json.field("finish_reason", finishReasons.get(i));
      }
      json.end();
    }
    json.endArray();
  }

  private void part(JsonTreeWriter json, Part part) throws IOException {
    if (part instanceof Part.Text text) {
      typed(json, "text", text.text());
    } else if (part instanceof Part.Reasoning reasoning) {
      typed(json, "reasoning", reasoning.text());
    } else if (part instanceof Part.Refusal refusal) {
      typed(json, "refusal", refusal.text());
    } else if (part instanceof Part.ToolCall call) {
      json.field("type", "tool_call").fieldIfKnown("id", call.id()).field("name", call.name());
      if (JsonAttribute.isObject(call.arguments())) {
        json.jsonField("arguments", call.arguments());
      } else {
        json.field("arguments", call.arguments());
      }
    } else if (part instanceof Part.ToolResult result) {
      json.field("type", "tool_call_response")
          .fieldIfKnown("id", result.callId())
          .field(toolResponseKey, result.content());
    } else if (part instanceof Part.Media media) {
      media(json, media);
    } else if (part instanceof Part.Other other) {
      json.field("type", other.type()).fieldIfKnown("content", other.content());
    }
  }

  private static void typed(JsonTreeWriter json, String type, String content) throws IOException {
    json.field("type", type).field("content", content);
  }

  /** Inline content becomes a blob without its bytes: Clew keeps only its size and hash. */
  private static void media(JsonTreeWriter json, Part.Media media) throws IOException {
    String uri = media.uri();
    if (uri == null) {
      json.field("type", "blob");
    } else if (uri.indexOf(':') > 0) {
      json.field("type", "uri").field("uri", uri);
    } else {
      json.field("type", "file").field("file_id", uri);
    }
    json.field("modality", media.modality())
        .fieldIfKnown("mime_type", media.mimeType())
        .fieldIfKnown("bytes", media.bytes())
        .fieldIfKnown("sha256", media.sha256());
  }
}
