// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages and tools in the format of OpenAI's chat completions.
 *
 * <p>Content is a string if it is a single text, and an array of typed parts otherwise. Parts that
 * the API has no type for (reasoning, several tool results in one message, media by hash) get a
 * type of their own in the array.
 */
public final class MessageJson {
  private MessageJson() {}

  /** Writes an array of messages. */
  public static void messages(List<Message> messages, JsonTreeWriter json) throws IOException {
    json.beginArray();
    for (Message message : messages) {
      json.begin();
      json.field("role", message.role());
      json.fieldIfKnown("name", message.name());
      said(message.parts(), json);
      json.end();
    }
    json.endArray();
  }

  static void tools(List<ToolDefinition> tools, JsonTreeWriter json) throws IOException {
    json.beginArray();
    for (ToolDefinition tool : tools) {
      json.begin();
      json.field("type", "function");
      json.begin("function");
      json.field("name", tool.name());
      json.fieldIfKnown("description", tool.description());
      json.fieldIfKnown("parameters", tool.parameters());
      json.end();
      json.end();
    }
    json.endArray();
  }

  private static void said(List<Part> said, JsonTreeWriter json) throws IOException {
    if (said.size() == 1 && said.get(0) instanceof Part.ToolResult result) {
      json.field("tool_call_id", result.callId());
      json.field("content", result.content());
      return;
    }
    List<Part> parts = new ArrayList<>(said.size());
    for (Part part : said) {
      if (!(part instanceof Part.ToolCall)) {
        parts.add(part);
      }
    }
    content(parts, json);
    if (parts.size() < said.size()) {
      json.beginArray("tool_calls");
      for (Part part : said) {
        if (part instanceof Part.ToolCall call) {
          toolCall(call, json);
        }
      }
      json.endArray();
    }
  }

  private static void content(List<Part> parts, JsonTreeWriter json) throws IOException {
    Part only = parts.size() == 1 ? parts.get(0) : null;
    if (parts.isEmpty()) {
      json.field("content", null);
    } else if (only instanceof Part.Text text) {
      json.field("content", text.text());
    } else if (only instanceof Part.Refusal refusal) {
      json.field("content", null);
      json.field("refusal", refusal.text());
    } else {
      json.beginArray("content");
      for (Part part : parts) {
        json.begin();
        part(part, json);
        json.end();
      }
      json.endArray();
    }
  }

  private static void toolCall(Part.ToolCall call, JsonTreeWriter json) throws IOException {
    json.begin();
    json.field("id", call.id());
    json.field("type", "function");
    json.begin("function");
    json.field("name", call.name());
    json.field("arguments", call.arguments());
    json.end();
    json.end();
  }

  private static void part(Part part, JsonTreeWriter json) throws IOException {
    if (part instanceof Part.Text text) {
      json.field("type", "text");
      json.field("text", text.text());
    } else if (part instanceof Part.Reasoning reasoning) {
      json.field("type", "reasoning");
      json.field("text", reasoning.text());
    } else if (part instanceof Part.Refusal refusal) {
      json.field("type", "refusal");
      json.field("refusal", refusal.text());
    } else if (part instanceof Part.ToolResult result) {
      json.field("type", "tool_result");
      json.field("tool_call_id", result.callId());
      json.field("content", result.content());
    } else if (part instanceof Part.Media media) {
      json.field("type", "media");
      json.field("modality", media.modality());
      json.fieldIfKnown("mime_type", media.mimeType());
      json.fieldIfKnown("uri", media.uri());
      json.fieldIfKnown("bytes", media.bytes());
      json.fieldIfKnown("sha256", media.sha256());
    } else if (part instanceof Part.Other other) {
      json.field("type", "other");
      json.field("other_type", other.type());
      json.fieldIfKnown("content", other.content());
    } else {
      throw new IllegalArgumentException("part of unknown type: " + part.getClass().getName());
    }
  }
}
