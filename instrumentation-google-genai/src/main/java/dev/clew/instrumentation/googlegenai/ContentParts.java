// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts of contents, from requests and answers. */
final class ContentParts {
  private static final String TEXT = "text";

  /** What a part carries beside its content. */
  private static final Set<String> NOT_CONTENT =
      Set.of("thought", "thoughtSignature", "videoMetadata", "mediaResolution", "partMetadata");

  private ContentParts() {}

  /** Returns the name that other providers give to a role. */
  static String role(String role) {
    return role.equals("model") ? "assistant" : role;
  }

  static List<Part> of(List<JsonTree> parts) {
    List<Part> read = new ArrayList<>();
    for (JsonTree part : parts) {
      Map<String, @Nullable Object> content = part.without(NOT_CONTENT);
      if (!content.isEmpty()) {
        String type = content.keySet().iterator().next();
        read.add(part(type, part, JsonTree.of(content.get(type))));
      }
    }
    return read;
  }

  private static Part part(String type, JsonTree part, JsonTree content) {
    return switch (type) {
      case TEXT ->
          Boolean.TRUE.equals(part.values().get("thought"))
              ? new Part.Reasoning(part.textOrEmpty(TEXT))
              : new Part.Text(part.textOrEmpty(TEXT));
      case "inlineData" -> media(content, content.values().get("data"));
      case "fileData" -> {
        String mimeType = content.text("mimeType");
        yield new Part.Media(
            MediaHash.modality(mimeType), mimeType, content.text("fileUri"), null, null);
      }
      case "functionCall" ->
          content.text("name") == null
              ? new Part.Other(type, JsonWriter.write(content.values())) // streamed arguments
              : new Part.ToolCall(
                  content.text("id"),
                  content.textOrEmpty("name"),
                  JsonWriter.write(content.object("args").values()));
      case "functionResponse" ->
          new Part.ToolResult(
              content.text("id"), JsonWriter.write(content.object("response").values()));
      case "executableCode" -> new Part.Other(type, content.text("code"));
      case "codeExecutionResult" -> new Part.Other(type, content.text("output"));
      default -> new Part.Other(type, JsonWriter.write(content.values()));
    };
  }

  /**
   * Describes inline media, whose MIME type is in {@code content}.
   *
   * @param data its bytes, which are not kept
   */
  static Part media(JsonTree content, @Nullable Object data) {
    String mimeType = content.text("mimeType");
    return data instanceof byte[] bytes
        ? MediaHash.ofBytes(MediaHash.modality(mimeType), mimeType, bytes)
        : new Part.Media(MediaHash.modality(mimeType), mimeType, null, null, null);
  }
}
