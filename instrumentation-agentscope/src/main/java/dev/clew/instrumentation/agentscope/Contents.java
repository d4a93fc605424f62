// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import io.agentscope.core.message.Base64Source;
import io.agentscope.core.message.ContentBlock;
import io.agentscope.core.message.Msg;
import io.agentscope.core.message.MsgRole;
import io.agentscope.core.message.TextBlock;
import io.agentscope.core.message.ThinkingBlock;
import io.agentscope.core.message.ToolResultBlock;
import io.agentscope.core.message.ToolUseBlock;
import io.agentscope.core.message.URLSource;
import io.agentscope.core.model.ToolSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts the library's messages to those of the span model; runs on the export thread. */
final class Contents {
  private static final int PER_MESSAGE = 256;
  private static final String STRUCTURED_OUTPUT = "_structured_output";

  private Contents() {}

  /** Returns {@code messages} converted, in order; of the application's own only their class. */
  static List<Message> messages(List<Msg> messages) {
    List<Message> rendered = new ArrayList<>(messages.size());
    for (Msg message : messages) {
      if (LibraryObjects.mayCall(message)) {
        String role = message.getRole() == null ? "user" : role(message.getRole());
        rendered.add(new Message(role, parts(message.getContent()), message.getName()));
      } else {
        String type = String.valueOf(message == null ? null : message.getClass().getSimpleName());
        rendered.add(Message.of("custom", List.of(new Part.Other(type, null))));
      }
    }
    return rendered;
  }

  private static String role(MsgRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static List<Part> parts(@Nullable List<ContentBlock> blocks) {
    List<Part> parts = new ArrayList<>();
    for (ContentBlock block : Values.copyOf(blocks)) {
      if (block instanceof TextBlock text) {
        parts.add(new Part.Text(String.valueOf(text.getText())));
      } else if (block instanceof ThinkingBlock thinking) {
        parts.add(new Part.Reasoning(String.valueOf(thinking.getThinking())));
      } else if (block instanceof ToolUseBlock call) {
        String arguments = arguments(call);
        parts.add(new Part.ToolCall(call.getId(), String.valueOf(call.getName()), arguments));
      } else if (block instanceof ToolResultBlock result) {
        parts.add(new Part.ToolResult(result.getId(), text(result)));
      } else if (block != null) {
        parts.add(media(block));
      }
    }
    return parts;
  }

  /** Returns a call's arguments as JSON text. */
  static String arguments(ToolUseBlock call) {
    Map<String, Object> input = call.getInput();
    String raw = call.getContent();
    return raw != null && (input == null || input.isEmpty())
        ? raw
        : JsonWriter.write(Values.tree(input == null ? Map.of() : input));
  }

  /** Describes an image, sound, video or data block; its bytes are not kept. */
  private static Part media(ContentBlock block) {
    String type = block.getClass().getSimpleName();
    Object source = LibraryObjects.READER.read(block, "getSource");
    if (source instanceof URLSource url && LibraryObjects.mayCall(url)) {
      return MediaHash.ofUrl(modality(type), String.valueOf(url.getUrl()));
    }
    if (source instanceof Base64Source inline && LibraryObjects.mayCall(inline)) {
      String mimeType = inline.getMediaType();
      return MediaHash.ofBase64(
          MediaHash.modality(mimeType), mimeType, null, String.valueOf(inline.getData()));
    }
    return new Part.Other(type, null);
  }

  private static String modality(String blockClass) {
    return switch (blockClass) {
      case "ImageBlock" -> "image";
      case "AudioBlock" -> "audio";
      case "VideoBlock" -> "video";
      default -> "document";
    };
  }

  /** Returns the text of a tool's result, as the model receives it. */
  static String text(ToolResultBlock result) {
    return text(result.getOutput());
  }

  /** Returns the text that a tool's result begins with, or an empty one. */
  static String firstText(ToolResultBlock result) {
    List<ContentBlock> output = result.getOutput();
    ContentBlock first =
        output == null || !Values.isOfJdk(output) || output.isEmpty() ? null : output.get(0);
    return first instanceof TextBlock text && text.getText() != null ? text.getText() : "";
  }

  private static String text(@Nullable List<ContentBlock> blocks) {
    List<String> texts = new ArrayList<>();
    for (ContentBlock block : Values.copyOf(blocks)) {
      if (block instanceof TextBlock text) {
        texts.add(String.valueOf(text.getText()));
      } else if (block != null && !(block instanceof ThinkingBlock)) {
        texts.add("[" + block.getClass().getSimpleName() + "]");
      }
    }
    return String.join("\n", texts);
  }

  /** Returns the text of a message, or null if it is none of the library's. */
  static @Nullable String text(@Nullable Msg message) {
    return message == null || !LibraryObjects.mayCall(message) ? null : text(message.getContent());
  }

  /** Returns the texts of messages, one below the other. */
  static String texts(List<Msg> messages) {
    return String.join(
        "\n", messages.stream().map(Contents::text).filter(Objects::nonNull).toList());
  }

  /** Returns an agent's answer: its structured data, or its text. */
  static @Nullable Object answer(Msg message) {
    String text = text(message);
    Map<String, Object> metadata = text == null ? null : message.getMetadata();
    if (metadata == null || metadata.isEmpty() || !LibraryClasses.isOfJdk(metadata)) {
      return text;
    }
    Object structured = metadata.get(STRUCTURED_OUTPUT);
    if (structured == null && text != null && text.isEmpty()) {
      structured = metadata; // as before 1.0.6
    }
    return structured == null ? text : Values.tree(structured);
  }

  /** Returns what the system messages of a request say, or null. */
  static @Nullable String instructions(List<Msg> request) {
    List<Msg> system =
        request.stream()
            .filter(LibraryObjects::mayCall)
            .filter(message -> message.getRole() == MsgRole.SYSTEM)
            .toList();
    return system.isEmpty() ? null : texts(system);
  }

  static List<ToolDefinition> tools(List<ToolSchema> tools) {
    List<ToolDefinition> rendered = new ArrayList<>(tools.size());
    for (ToolSchema tool : tools) {
      if (LibraryObjects.mayCall(tool)) {
        String schema = JsonWriter.write(Values.tree(tool.getParameters()));
        rendered.add(
            new ToolDefinition(String.valueOf(tool.getName()), tool.getDescription(), schema));
      }
    }
    return rendered;
  }

  /** Estimates how many bytes {@code messages} keep alive, from the lengths of their contents. */
  static long retainedBytes(List<Msg> messages) {
    return RetainedBytes.of(
        messages,
        PER_MESSAGE,
        message -> LibraryObjects.mayCall(message) ? retainedBytesOf(message.getContent()) : 0);
  }

  /** Estimates how many bytes content blocks keep alive. */
  static long retainedBytesOf(@Nullable List<ContentBlock> blocks) {
    long bytes = 0;
    for (ContentBlock block : Values.copyOf(blocks)) {
      if (block instanceof TextBlock text) {
        bytes += RetainedBytes.of(text.getText());
      } else if (block instanceof ThinkingBlock thinking) {
        bytes += RetainedBytes.of(thinking.getThinking());
      } else if (block instanceof ToolResultBlock result) {
        bytes += retainedBytesOf(result.getOutput());
      } else if (LibraryObjects.READER.read(block, "getSource") instanceof Base64Source inline
          && LibraryObjects.mayCall(inline)) {
        bytes += RetainedBytes.of(inline.getData());
      }
    }
    return bytes;
  }
}
