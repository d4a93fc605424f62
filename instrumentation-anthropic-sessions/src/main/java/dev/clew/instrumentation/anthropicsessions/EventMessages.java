// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads events as messages; for the export thread. */
final class EventMessages {
  private EventMessages() {}

  /** Returns a message per event; successive events of the agent are one. */
  static List<Message> of(List<SessionEvent> events) {
    List<Message> messages = new ArrayList<>();
    List<Part> ofAgent = new ArrayList<>();
    for (SessionEvent event : events) {
      List<Part> parts = parts(event);
      String role = role(event.type());
      if (role.equals("assistant")) {
        ofAgent.addAll(parts);
      } else if (!parts.isEmpty()) {
        addAnswer(messages, ofAgent);
        messages.add(Message.of(role, parts));
      }
    }
    addAnswer(messages, ofAgent);
    return messages;
  }

  private static void addAnswer(List<Message> messages, List<Part> parts) {
    if (!parts.isEmpty()) {
      messages.add(Message.of("assistant", List.copyOf(parts)));
      parts.clear();
    }
  }

  private static String role(String type) {
    if (type.endsWith("tool_result")) {
      return "user";
    }
    String domain = type.substring(0, type.indexOf('.'));
    return domain.equals("agent") ? "assistant" : domain;
  }

  private static List<Part> parts(SessionEvent event) {
    JsonTree json = SessionJson.read(event.content());
    String answered = event.toolUseId();
    return switch (event.type()) {
      case "agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use" ->
          List.of(new Part.ToolCall(event.id(), json.textOrEmpty("name"), arguments(json)));
      case "agent.thinking" -> List.of(); // without content
      case "user.define_outcome" -> List.of(new Part.Text(json.textOrEmpty("description")));
      default -> answered == null ? content(json) : toolResult(answered, json);
    };
  }

  private static List<Part> toolResult(String id, JsonTree json) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.ToolResult(id, json.joinedText("content")));
    content(json).stream().filter(Part.Media.class::isInstance).forEach(parts::add);
    return parts;
  }

  private static List<Part> content(JsonTree json) {
    List<Part> parts = new ArrayList<>();
    for (JsonTree block : json.objects("content")) {
      String type = block.textOrEmpty("type");
      String text = block.text("text");
      parts.add(text != null ? new Part.Text(text) : media(type, block.object("source")));
    }
    return parts;
  }

  private static Part media(String type, JsonTree source) {
    String mimeType = source.text("media_type");
    return switch (source.textOrEmpty("type")) {
      case "base64" -> MediaHash.ofBase64(type, mimeType, null, source.textOrEmpty("data"));
      case "url" -> MediaHash.ofUrl(type, source.textOrEmpty("url"));
      case "file" -> new Part.Media(type, null, source.text("file_id"), null, null);
      default -> new Part.Other(type, source.text("data"));
    };
  }

  /** Returns the arguments of a tool call as JSON. */
  static String arguments(JsonTree json) {
    return String.valueOf(JsonWriter.textOrJson(json.values().get("input")));
  }

  /** Returns the texts of messages. */
  static String text(List<Message> messages) {
    return messages.stream()
        .flatMap(message -> message.parts().stream())
        .map(EventMessages::text)
        .filter(text -> text != null && !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static @Nullable String text(Part part) {
    return part instanceof Part.Text text ? text.text() : null;
  }
}
