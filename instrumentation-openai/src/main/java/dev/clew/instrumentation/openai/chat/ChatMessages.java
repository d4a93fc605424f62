// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the messages of chat completions, from requests and answers. */
final class ChatMessages {
  private ChatMessages() {}

  /**
   * Parses a message.
   *
   * @param audioFormat the audio format, if the message does not contain it
   */
  static Message of(JsonTree message, @Nullable String audioFormat) {
    String role = message.text("role");
    boolean toolResult = "tool".equals(role) || "function".equals(role);
    List<Part> parts = toolResult ? List.of(toolResult(message)) : parts(message, audioFormat);
    return new Message(role == null ? "assistant" : role, parts, message.text("name"));
  }

  private static List<Part> parts(JsonTree message, @Nullable String audioFormat) {
    List<Part> parts = new ArrayList<>();
    String reasoning = message.text("reasoning_content"); // an extension of DeepSeek and others
    reasoning = reasoning != null ? reasoning : message.text("reasoning");
    if (reasoning != null && !reasoning.isEmpty()) {
      parts.add(new Part.Reasoning(reasoning));
    }
    String text = message.text("content");
    if (text != null && !text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    for (JsonTree part : message.objects("content")) {
      parts.add(contentPart(part));
    }
    String refusal = message.text("refusal");
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Refusal(refusal));
    }
    addAudio(parts, message.object("audio"), audioFormat);
    for (JsonTree call : message.objects("tool_calls")) {
      parts.add(toolCall(call));
    }
    JsonTree function = message.object("function_call");
    if (!function.isEmpty()) {
      parts.add(toolCall(null, function, "arguments"));
    }
    return parts;
  }

  private static Part contentPart(JsonTree part) {
    String type = part.textOrEmpty("type");
    return switch (type) {
      case "text" -> new Part.Text(part.textOrEmpty("text"));
      case "refusal" -> new Part.Refusal(part.textOrEmpty("refusal"));
      case "image_url" -> MediaHash.ofUrl("image", part.object("image_url").textOrEmpty("url"));
      case "input_audio" -> {
        JsonTree audio = part.object("input_audio");
        String mimeType = mimeType(audio.text("format"));
        yield MediaHash.ofBase64("audio", mimeType, null, audio.textOrEmpty("data"));
      }
      case "file" -> file(part.object("file"));
      default -> new Part.Other(type, part.text("text"));
    };
  }

  private static Part file(JsonTree file) {
    String data = file.text("file_data");
    if (data == null) {
      return new Part.Media("document", null, file.text("file_id"), null, null);
    }
    return data.startsWith("data:")
        ? MediaHash.ofUrl("document", data)
        : MediaHash.ofBase64("document", null, null, data);
  }

  private static void addAudio(List<Part> parts, JsonTree audio, @Nullable String format) {
    if (audio.isEmpty()) {
      return;
    }
    String transcript = audio.text("transcript");
    if (transcript != null && !transcript.isEmpty()) {
      parts.add(new Part.Text(transcript));
    }
    String data = audio.text("data");
    parts.add(
        data == null
            ? new Part.Media("audio", null, audio.text("id"), null, null)
            : MediaHash.ofBase64("audio", mimeType(format), audio.text("id"), data));
  }

  private static @Nullable String mimeType(@Nullable String audioFormat) {
    if (audioFormat == null) {
      return null;
    }
    return "audio/" + (audioFormat.equals("mp3") ? "mpeg" : audioFormat);
  }

  private static Part toolCall(JsonTree call) {
    JsonTree custom = call.object("custom");
    return custom.isEmpty()
        ? toolCall(call.text("id"), call.object("function"), "arguments")
        : toolCall(call.text("id"), custom, "input");
  }

  private static Part toolCall(@Nullable String id, JsonTree function, String argumentsKey) {
    return new Part.ToolCall(id, function.textOrEmpty("name"), function.textOrEmpty(argumentsKey));
  }

  private static Part toolResult(JsonTree message) {
    StringBuilder content = new StringBuilder(message.textOrEmpty("content"));
    for (JsonTree part : message.objects("content")) {
      content.append(part.textOrEmpty("text"));
    }
    return new Part.ToolResult(message.text("tool_call_id"), content.toString());
  }
}
