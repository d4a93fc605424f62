// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsejson;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of the Responses API, from requests and answers. */
final class ResponseItems {
  /** The fields most likely to be informative in items of unknown types. */
  private static final List<String> INFORMATIVE_FIELDS =
      List.of("code", "query", "summary_text", "output", "name", "text", "id");

  private ResponseItems() {}

  /** Returns a request's item as a message. */
  static Message message(JsonTree item) {
    String role = item.text("role");
    if (role == null) {
      role = item.textOrEmpty("type").endsWith("_output") ? "tool" : "assistant";
    }
    return Message.of(role, parts(item));
  }

  /** Returns the content of an item. */
  static List<Part> parts(JsonTree item) {
    String type = item.textOrEmpty("type");
    return switch (type) {
      case "", "message" -> ResponseContent.parts(item, "content");
      case "function_call" -> List.of(toolCall(item, "call_id", "arguments"));
      case "custom_tool_call" -> List.of(toolCall(item, "call_id", "input"));
      case "function_call_output", "custom_tool_call_output" ->
          List.of(new Part.ToolResult(item.text("call_id"), item.joinedText("output")));
      case "reasoning" -> reasoning(item);
      case "mcp_call" -> mcpCall(item);
      case "image_generation_call" -> List.of(image(item));
      case "file_search_call" -> fileSearch(item);
      case "code_interpreter_call" -> codeInterpreter(item);
      case "web_search_call", "computer_call", "shell_call", "local_shell_call" ->
          List.of(new Part.Other(type, action(item.object("action"))));
      case "computer_call_output" -> List.of(screenshot(item));
      default -> List.of(new Part.Other(type, firstInformativeField(item)));
    };
  }

  private static Part toolCall(JsonTree item, String idKey, String argumentsKey) {
    return new Part.ToolCall(
        item.text(idKey), item.textOrEmpty("name"), item.textOrEmpty(argumentsKey));
  }

  private static List<Part> reasoning(JsonTree item) {
    List<Part> parts = new ArrayList<>();
    for (String key : List.of("summary", "content")) {
      for (JsonTree part : item.objects(key)) {
        parts.add(new Part.Reasoning(part.textOrEmpty("text")));
      }
    }
    // Encrypted reasoning has neither, but the fact that there was some is worth recording.
    return parts.isEmpty() ? List.of(new Part.Other("reasoning", item.text("id"))) : parts;
  }

  /** A call made by the provider itself, with its result if available. */
  private static List<Part> mcpCall(JsonTree item) {
    List<Part> parts = new ArrayList<>();
    parts.add(toolCall(item, "id", "arguments"));
    String output = item.text("output");
    String error = item.text("error");
    if (error == null) {
      error = item.object("error").text("message");
    }
    if (output != null || error != null) {
      parts.add(new Part.ToolResult(item.text("id"), output != null ? output : "" + error));
    }
    return parts;
  }

  private static List<Part> fileSearch(JsonTree item) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Other("file_search_call", joined(item.list("queries"))));
    for (JsonTree found : item.objects("results")) {
      String result = found.textOrEmpty("filename") + ": " + found.textOrEmpty("text");
      parts.add(new Part.Other("file_search_result", result));
    }
    return parts;
  }

  private static List<Part> codeInterpreter(JsonTree item) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Other("code_interpreter_call", item.text("code")));
    for (JsonTree output : item.objects("outputs")) {
      String url = output.text("url");
      parts.add(
          url == null
              ? new Part.Other("code_interpreter_output", output.text("logs"))
              : MediaHash.ofUrl("image", url));
    }
    return parts;
  }

  private static Part image(JsonTree item) {
    String base64 = item.text("result");
    String format = item.text("output_format");
    String mimeType = format == null ? null : "image/" + format;
    return base64 == null
        ? new Part.Other("image_generation_call", item.text("status"))
        : MediaHash.ofBase64("image", mimeType, item.text("id"), base64);
  }

  private static Part screenshot(JsonTree item) {
    String url = item.object("output").text("image_url");
    return url == null
        ? new Part.Media("image", null, item.object("output").text("file_id"), null, null)
        : MediaHash.ofUrl("image", url);
  }

  private static @Nullable String action(JsonTree action) {
    for (String key : List.of("query", "url", "command", "commands", "text", "type")) {
      String text = action.text(key);
      if (text != null) {
        return text;
      } else if (!action.list(key).isEmpty()) {
        return joined(action.list(key));
      }
    }
    return null;
  }

  private static String joined(List<?> texts) {
    return String.join("\n", texts.stream().map(String::valueOf).toList());
  }

  private static @Nullable String firstInformativeField(JsonTree item) {
    for (String key : INFORMATIVE_FIELDS) {
      String text = item.text(key);
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
