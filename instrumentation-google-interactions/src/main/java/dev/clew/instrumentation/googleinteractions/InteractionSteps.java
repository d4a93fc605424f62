// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps of interactions, from requests and answers, and contents in place of steps. */
final class InteractionSteps {
  private static final String CONTENT = "content";
  private static final String TEXT = "text";
  private static final Set<String> MEDIA = Set.of("image", "audio", "video", "document");

  private InteractionSteps() {}

  /** Returns a message for each change of the speaker. */
  static List<Message> messages(List<JsonTree> steps) {
    List<Message> messages = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    String speaker = "";
    for (JsonTree step : steps) {
      String role = role(step.textOrEmpty("type"));
      if (!role.equals(speaker) && !parts.isEmpty()) {
        messages.add(Message.of(speaker, List.copyOf(parts)));
        parts.clear();
      }
      speaker = role;
      add(parts, step, step.textOrEmpty("type"));
    }
    if (!parts.isEmpty()) {
      messages.add(Message.of(speaker, parts));
    }
    return messages;
  }

  private static String role(String type) {
    boolean ofUser =
        type.equals("user_input")
            || type.equals("function_result")
            || type.equals(TEXT)
            || MEDIA.contains(type);
    return ofUser ? "user" : "assistant";
  }

  private static void add(List<Part> parts, JsonTree step, String type) {
    if (type.equals("user_input") || type.equals("model_output")) {
      step.objects(CONTENT).forEach(each -> parts.add(content(each)));
    } else if (type.equals("thought")) {
      String summary = step.joinedText("summary");
      if (!summary.isEmpty()) {
        parts.add(new Part.Reasoning(summary));
      }
    } else if (type.endsWith("_call")) {
      String name = step.text("name");
      parts.add(
          new Part.ToolCall(
              step.text("id"),
              name != null ? name : type.substring(0, type.length() - "_call".length()),
              String.valueOf(JsonWriter.textOrJson(step.values().get("arguments")))));
    } else if (type.endsWith("_result")) {
      parts.add(new Part.ToolResult(step.text("call_id"), result(step)));
    } else {
      parts.add(content(step));
    }
  }

  /** Returns the result in a step: its text, or JSON. */
  static String result(JsonTree step) {
    Object result = step.values().get("result");
    return result == null ? "" : String.valueOf(JsonWriter.textOrJson(result));
  }

  private static Part content(JsonTree content) {
    String type = content.textOrEmpty("type");
    if (type.equals(TEXT)) {
      return new Part.Text(content.textOrEmpty(TEXT));
    }
    if (!MEDIA.contains(type)) {
      return new Part.Other(type, content.text(TEXT));
    }
    String mimeType = content.text("mime_type");
    String data = content.text("data");
    return data == null
        ? new Part.Media(type, mimeType, content.text("uri"), null, null)
        : MediaHash.ofBase64(type, mimeType, null, data);
  }

  /** Returns the texts of the model's output. */
  static @Nullable String outputText(List<JsonTree> steps) {
    StringBuilder text = new StringBuilder();
    for (JsonTree step : steps) {
      if (step.textOrEmpty("type").equals("model_output")) {
        text.append(step.joinedText(CONTENT));
      }
    }
    return text.isEmpty() ? null : text.toString();
  }
}
