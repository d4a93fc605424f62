// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a session's inputs and items as messages. For the export thread only. */
final class SessionMessages {
  private SessionMessages() {}

  /**
   * Returns an input as user messages.
   *
   * @param input a text, a list of messages, or a list of parts; as a tree
   */
  static List<Message> ofInput(@Nullable Object input) {
    List<Message> messages = new ArrayList<>();
    List<Part> standalone = new ArrayList<>();
    if (input instanceof String text) {
      standalone.add(new Part.Text(text));
    } else if (input instanceof List<?> elements) {
      for (Object element : elements) {
        JsonTree tree = JsonTree.of(element);
        if (tree.values().containsKey("content")) {
          String role = tree.text("role");
          messages.add(
              Message.of(role == null ? "user" : role, parts(tree.values().get("content"))));
        } else {
          standalone.add(part(tree));
        }
      }
    }
    if (!standalone.isEmpty()) {
      messages.add(Message.of("user", standalone));
    }
    return messages;
  }

  /** Returns objects of the library as a tree. */
  static @Nullable Object tree(List<?> objects) {
    return OpenAiJson.read(Map.of("list", objects)).values().get("list");
  }

  private static List<Part> parts(@Nullable Object content) {
    if (content instanceof String text) {
      return List.of(new Part.Text(text));
    }
    List<Part> parts = new ArrayList<>();
    if (content instanceof List<?> elements) {
      elements.forEach(element -> parts.add(part(JsonTree.of(element))));
    }
    return parts;
  }

  private static Part part(JsonTree part) {
    String type = part.textOrEmpty("type");
    String text = part.text("text");
    if (text != null) {
      return new Part.Text(text);
    } else if (type.equals("input_image")) {
      String url = part.text("image_url");
      boolean inline = url == null || url.startsWith("data:");
      return new Part.Media("image", null, inline ? part.text("file_id") : url, null, null);
    }
    return new Part.Other(type, null); // encrypted content cannot be shown
  }

  /** Returns the text of a message item, or null for any other item. */
  static @Nullable String text(JsonTree item) {
    return item.textOrEmpty("type").equals("message") ? item.joinedText("content") : null;
  }

  /** Returns the content of an output item. */
  static List<Part> ofItem(JsonTree item) {
    String type = item.textOrEmpty("type");
    return switch (type) {
      case "message" -> List.of(new Part.Text(item.joinedText("content")));
      case "reasoning" -> List.of(new Part.Reasoning(item.joinedText("summary")));
      case "function_call" -> List.of(toolCall(item, item.text("call_id")));
      case "mcp_call" -> List.of(toolCall(item, item.text("id")));
      default -> List.of(new Part.Other(type, null)); // has its own span with more detail
    };
  }

  private static Part toolCall(JsonTree item, @Nullable String id) {
    String arguments = JsonWriter.textOrJson(item.values().get("arguments"));
    return new Part.ToolCall(id, item.textOrEmpty("name"), arguments == null ? "" : arguments);
  }
}
