// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages, instructions and tools as the JSON that the GenAI conventions define. */
final class MessageText {
  private final String toolResponseKey;

  MessageText(Profile profile) {
    this.toolResponseKey = profile.isReleased() ? "response" : "result";
  }

  /** Returns the messages that went in, or null if there are none. */
  @Nullable String input(List<Message> messages) {
    return messages.isEmpty() ? null : JsonAttribute.of(json -> write(json, messages, null));
  }

  /** Returns the messages that came out, one for each choice, or null if there are none. */
  @Nullable String output(List<Message> messages, List<String> finishReasons) {
    return messages.isEmpty()
        ? null
        : JsonAttribute.of(json -> write(json, messages, finishReasons));
  }

  /** Returns one message of one text, or null if there is no text. */
  static @Nullable String single(String role, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return JsonAttribute.of(
        json -> {
          json.writeStartArray();
          json.writeStartObject();
          json.writeStringField("role", role);
          json.writeFieldName("parts");
          parts(json, text);
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  /** Returns instructions, which are parts without a message around them, or null. */
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
          json.writeStartArray();
          for (String name : names) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeStringField("name", name);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static List<String> names(List<ToolDefinition> tools) {
    return tools.stream().map(ToolDefinition::name).toList();
  }

  private static void parts(JsonGenerator json, String text) throws IOException {
    json.writeStartArray();
    json.writeStartObject();
    typed(json, "text", text);
    json.writeEndObject();
    json.writeEndArray();
  }

  private void write(
      JsonGenerator json, List<Message> messages, @Nullable List<String> finishReasons)
      throws IOException {
    json.writeStartArray();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      json.writeStartObject();
      json.writeStringField("role", message.role());
      JsonAttribute.fieldIfKnown(json, "name", message.name());
      json.writeArrayFieldStart("parts");
      for (Part part : message.parts()) {
        json.writeStartObject();
        part(json, part);
        json.writeEndObject();
      }
      json.writeEndArray();
      if (finishReasons != null && i < finishReasons.size()) {
        json.writeStringField("finish_reason", finishReasons.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void part(JsonGenerator json, Part part) throws IOException {
    if (part instanceof Part.Text text) {
      typed(json, "text", text.text());
    } else if (part instanceof Part.Reasoning reasoning) {
      typed(json, "reasoning", reasoning.text());
    } else if (part instanceof Part.Refusal refusal) {
      typed(json, "refusal", refusal.text());
    } else if (part instanceof Part.ToolCall call) {
      json.writeStringField("type", "tool_call");
      JsonAttribute.fieldIfKnown(json, "id", call.id());
      json.writeStringField("name", call.name());
      json.writeFieldName("arguments");
      JsonAttribute.writeArguments(json, call.arguments());
    } else if (part instanceof Part.ToolResult result) {
      json.writeStringField("type", "tool_call_response");
      JsonAttribute.fieldIfKnown(json, "id", result.callId());
      json.writeStringField(toolResponseKey, result.content());
    } else if (part instanceof Part.Media media) {
      media(json, media);
    } else if (part instanceof Part.Other other) {
      json.writeStringField("type", other.type());
      JsonAttribute.fieldIfKnown(json, "content", other.content());
    }
  }

  private static void typed(JsonGenerator json, String type, String content) throws IOException {
    json.writeStringField("type", type);
    json.writeStringField("content", content);
  }

  /** What was sent inline is a blob without its content: Clew keeps its size and hash alone. */
  private static void media(JsonGenerator json, Part.Media media) throws IOException {
    String uri = media.uri();
    if (uri == null) {
      json.writeStringField("type", "blob");
    } else if (uri.indexOf(':') > 0) {
      json.writeStringField("type", "uri");
      json.writeStringField("uri", uri);
    } else {
      json.writeStringField("type", "file");
      json.writeStringField("file_id", uri);
    }
    json.writeStringField("modality", media.modality());
    JsonAttribute.fieldIfKnown(json, "mime_type", media.mimeType());
    JsonAttribute.fieldIfKnown(json, "bytes", media.bytes());
    JsonAttribute.fieldIfKnown(json, "sha256", media.sha256());
  }
}
