// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.message;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Values;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts the library's messages to those of the span model; runs on the export thread. */
public final class ChatMessages {
  private ChatMessages() {}

  /** Returns {@code messages} converted, in order. */
  public static List<Message> render(List<? extends ChatMessage> messages) {
    List<Message> rendered = new ArrayList<>(messages.size());
    for (ChatMessage message : messages) {
      rendered.add(render(message));
    }
    return rendered;
  }

  private static Message render(ChatMessage message) {
    if (!LibraryObjects.mayCall(message)) {
      String role = role(message);
      return Message.of(role, List.of(new Part.Other(role, Values.text(message))));
    }
    if (message instanceof SystemMessage system) {
      return Message.text("system", system.text());
    }
    if (message instanceof UserMessage user) {
      return new Message("user", Contents.render(user.contents()), user.name());
    }
    if (message instanceof AiMessage ai) {
      return Message.of("assistant", parts(ai));
    }
    if (message instanceof ToolExecutionResultMessage result) {
      return new Message(
          "tool", List.of(new Part.ToolResult(result.id(), text(result))), result.toolName());
    }
    if (message instanceof CustomMessage custom) {
      return Message.of(
          "custom", List.of(new Part.Other("custom", Values.text(custom.attributes()))));
    }
    String type = message.type().name().toLowerCase(Locale.ROOT);
    return Message.of(type, List.of(new Part.Other(type, Values.text(message))));
  }

  /** Of the application's own message classes only the superclass is known. */
  private static String role(@Nullable ChatMessage message) {
    if (message instanceof SystemMessage) {
      return "system";
    }
    if (message instanceof AiMessage) {
      return "assistant";
    }
    if (message instanceof ToolExecutionResultMessage) {
      return "tool";
    }
    return message instanceof UserMessage ? "user" : "custom";
  }

  private static List<Part> parts(AiMessage message) {
    List<Part> parts = new ArrayList<>();
    if (Accessors.read(message, "thinking") instanceof String thinking) { // since 1.2
      parts.add(new Part.Reasoning(thinking));
    }
    if (message.text() != null) {
      parts.add(new Part.Text(message.text()));
    }
    for (ToolExecutionRequest request : message.toolExecutionRequests()) {
      if (!LibraryObjects.mayCall(request)) {
        continue;
      }
      parts.add(new Part.ToolCall(request.id(), or(request.name()), or(request.arguments())));
    }
    if (Accessors.read(message, "images") instanceof List<?> images) {
      parts.addAll(Contents.images(images));
    }
    return parts;
  }

  private static String text(ToolExecutionResultMessage result) {
    // Since 1.13 a result may have several parts, and then text() throws.
    if (Accessors.read(result, "contents") instanceof List<?> contents) {
      return Contents.text(contents);
    }
    return or(result.text());
  }

  /** Returns the first system prompt in {@code messages}, or null. */
  public static @Nullable String systemText(List<? extends ChatMessage> messages) {
    for (ChatMessage message : messages) {
      if (message instanceof SystemMessage system && LibraryObjects.mayCall(system)) {
        return system.text();
      }
    }
    return null;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
