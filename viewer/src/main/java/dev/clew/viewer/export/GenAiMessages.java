// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.Part;
import java.util.List;

/** Messages in the format of {@code gen_ai.input.messages} and {@code gen_ai.output.messages}. */
final class GenAiMessages {

  private GenAiMessages() {}

  static ArrayNode write(List<Message> messages, boolean output) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    for (Message message : messages) {
      ObjectNode entry = json.addObject().put("role", message.role());
      if (message.name() != null) {
        entry.put("name", message.name());
      }
      ArrayNode parts = entry.putArray("parts");
      message.parts().forEach(part -> part(part, parts.addObject()));
      if (output && message.finishReason() != null) {
        entry.put("finish_reason", message.finishReason());
      }
    }
    return json;
  }

  private static void part(Part part, ObjectNode json) {
    if (part instanceof Part.ToolCall call) {
      json.put("type", "tool_call").put("id", call.id()).put("name", call.name());
      JsonNode arguments = Json.readOrNull(call.arguments());
      if (arguments != null && arguments.isContainerNode()) {
        json.set("arguments", arguments);
      } else {
        json.put("arguments", call.arguments());
      }
    } else if (part instanceof Part.ToolResult result) {
      json.put("type", "tool_call_response").put("id", result.id());
      json.put("response", result.result());
      if (result.name() != null) {
        json.put("name", result.name());
      }
    } else if (part instanceof Part.Reasoning reasoning) {
      json.put("type", "reasoning").put("content", reasoning.text());
    } else if (part instanceof Part.Media media) {
      json.put("type", "uri").put("modality", media.modality());
      json.put("mime_type", media.mimeType()).put("uri", media.uri());
    } else {
      json.put("type", "text").put("content", part.plain());
    }
  }
}
