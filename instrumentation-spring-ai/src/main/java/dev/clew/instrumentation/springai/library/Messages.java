// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.library;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;

/** Converts the library's messages to those of the span model; runs on the export thread. */
public final class Messages {
  private static final int PER_MESSAGE = 256;

  /** Under this key some providers' messages have the model's reasoning. */
  private static final String REASONING = "reasoningContent";

  private Messages() {}

  /** Returns {@code messages} converted, in order; of the application's own only their class. */
  public static List<Message> render(
      List<? extends org.springframework.ai.chat.messages.Message> messages) {
    List<Message> rendered = new ArrayList<>(messages.size());
    for (org.springframework.ai.chat.messages.Message message : messages) {
      if (!LibraryObjects.mayCall(message)) {
        String type = message.getClass().getSimpleName();
        rendered.add(Message.of("custom", List.of(new Part.Other(type, null))));
      } else if (message instanceof ToolResponseMessage results) {
        for (ToolResponseMessage.ToolResponse each : Values.copyOf(results.getResponses())) {
          Part result = new Part.ToolResult(each.id(), or(each.responseData()));
          rendered.add(new Message("tool", List.of(result), each.name()));
        }
      } else {
        rendered.add(Message.of(message.getMessageType().getValue(), parts(message)));
      }
    }
    return rendered;
  }

  private static List<Part> parts(org.springframework.ai.chat.messages.Message message) {
    List<Part> parts = new ArrayList<>();
    AssistantMessage answer = message instanceof AssistantMessage assistant ? assistant : null;
    String reasoning = answer == null ? null : reasoning(answer);
    if (reasoning != null) {
      parts.add(new Part.Reasoning(reasoning));
    }
    String text = message.getText();
    if (text != null && !text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    if (message instanceof MediaContent content) {
      for (Media media : List.copyOf(content.getMedia())) {
        parts.add(LibraryObjects.mayCall(media) ? of(media) : new Part.Other("media", null));
      }
    }
    if (answer != null) {
      Values.copyOf(answer.getToolCalls()).forEach(call -> parts.add(of(call)));
    }
    return parts;
  }

  /** Returns the model's reasoning in an answer, or null. */
  public static @Nullable String reasoning(AssistantMessage answer) {
    return answer.getMetadata().get(REASONING) instanceof String text && !text.isEmpty()
        ? text
        : null;
  }

  /** Returns a tool call as a part of a message. */
  public static Part of(AssistantMessage.ToolCall call) {
    return new Part.ToolCall(call.id(), or(call.name()), or(call.arguments()));
  }

  /** Describes inline or linked content; its bytes are not kept. */
  public static Part of(Media media) {
    String type = String.valueOf(media.getMimeType());
    String modality = MediaHash.modality(type);
    Object data = media.getData();
    if (data instanceof byte[] bytes) {
      return MediaHash.ofBytes(modality, type, bytes);
    }
    String text = data instanceof String string ? string : "";
    return text.startsWith("data:") || text.contains("://")
        ? MediaHash.ofUrl(modality, text)
        : MediaHash.ofBase64(modality, type, media.getId(), text);
  }

  /** Returns the text of the last message of {@code type}, or null. */
  public static @Nullable String last(
      List<? extends org.springframework.ai.chat.messages.Message> messages, MessageType type) {
    String text = null;
    for (org.springframework.ai.chat.messages.Message message : messages) {
      if (LibraryObjects.mayCall(message) && message.getMessageType() == type) {
        text = message.getText();
      }
    }
    return text;
  }

  /** Returns the definitions of tools that are of the library's own classes. */
  public static List<ToolDefinition> tools(
      List<org.springframework.ai.tool.definition.ToolDefinition> tools) {
    List<ToolDefinition> rendered = new ArrayList<>(tools.size());
    for (org.springframework.ai.tool.definition.ToolDefinition tool : tools) {
      if (LibraryObjects.mayCall(tool)) {
        rendered.add(new ToolDefinition(tool.name(), tool.description(), tool.inputSchema()));
      }
    }
    return rendered;
  }

  /** Estimates how many bytes {@code messages} keep alive, from the lengths of their contents. */
  public static long retainedBytes(
      List<? extends org.springframework.ai.chat.messages.Message> messages) {
    long bytes = 0;
    for (org.springframework.ai.chat.messages.Message message : messages) {
      bytes += PER_MESSAGE;
      if (!LibraryObjects.mayCall(message)) {
        continue;
      }
      bytes += RetainedBytes.of(message.getText());
      if (message instanceof MediaContent content) {
        for (Media media : content.getMedia()) {
          Object data = LibraryObjects.mayCall(media) ? media.getData() : null;
          bytes += data instanceof byte[] array ? array.length : RetainedBytes.of(data);
        }
      } else if (message instanceof ToolResponseMessage results) {
        for (ToolResponseMessage.ToolResponse each : Values.copyOf(results.getResponses())) {
          bytes += RetainedBytes.of(each.responseData());
        }
      }
    }
    return bytes;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
