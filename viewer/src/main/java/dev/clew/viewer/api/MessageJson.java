// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.Part;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Messages, with their tool calls linked to the spans that ran them. */
final class MessageJson {

  private final TraceTree tree;
  private final SpanRow call;
  private final Set<String> offered;
  private final Function<SpanRow, Optional<SpanContent>> contents;

  /**
   * @param offered names of the tools offered to the model; empty if unknown
   * @param contents reads the content of another span of the trace
   */
  MessageJson(
      TraceTree tree,
      SpanRow call,
      Set<String> offered,
      Function<SpanRow, Optional<SpanContent>> contents) {
    this.tree = tree;
    this.call = call;
    this.offered = offered;
    this.contents = contents;
  }

  ArrayNode messages(List<Message> messages) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    messages.forEach(message -> json.add(message(message)));
    return json;
  }

  ObjectNode message(Message message) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("role", message.role());
    SpanJson.put(json, "name", message.name());
    SpanJson.put(json, "finishReason", message.finishReason());
    json.put("characters", message.characters());
    ArrayNode parts = json.putArray("parts");
    message.parts().forEach(part -> part(part, parts.addObject()));
    return json;
  }

  private void part(Part part, ObjectNode json) {
    if (part instanceof Part.Text text) {
      json.put("type", "text").put("text", text.text());
    } else if (part instanceof Part.Reasoning reasoning) {
      json.put("type", "reasoning").put("text", reasoning.text());
    } else if (part instanceof Part.Refusal refusal) {
      json.put("type", "refusal").put("text", refusal.text());
    } else if (part instanceof Part.ToolCall toolCall) {
      json.put("type", "tool_call");
      SpanJson.put(json, "id", toolCall.id());
      json.put("name", toolCall.name());
      SpanJson.put(json, "arguments", toolCall.arguments());
      if (!offered.isEmpty()) {
        json.put("offered", offered.contains(toolCall.name()));
      }
      run(toolCall.id(), json, false);
    } else if (part instanceof Part.ToolResult result) {
      json.put("type", "tool_result");
      SpanJson.put(json, "id", result.id());
      SpanJson.put(json, "name", result.name());
      json.put("result", result.result());
      run(result.id(), json, true);
    } else if (part instanceof Part.Media media) {
      json.put("type", "media");
      SpanJson.put(json, "modality", media.modality());
      SpanJson.put(json, "mimeType", media.mimeType());
      SpanJson.put(json, "uri", media.uri());
      if (media.bytes() != null) {
        json.put("bytes", media.bytes());
      }
      SpanJson.put(json, "sha256", media.sha256());
    } else if (part instanceof Part.Other other) {
      json.put("type", "other");
      SpanJson.put(json, "otherType", other.otherType());
      json.put("text", other.content());
    }
  }

  /** The span that ran the tool; for a result also the call. */
  private void run(@Nullable String callId, ObjectNode json, boolean withCall) {
    SpanRow run = callId == null || callId.isEmpty() ? null : tree.runOf(call, callId);
    if (run == null) {
      return;
    }
    ObjectNode joined = json.putObject("run");
    joined.put("spanId", run.idText()).put("status", run.status().wire());
    if (!run.isOpen()) {
      joined.put("durationMs", SpanJson.millis(run.endNanos() - run.startNanos()));
    }
    if (run.error() != null) {
      joined.set("error", SpanJson.error(run.error()));
    }
    Optional<SpanContent> content = contents.apply(run);
    content.ifPresent(
        found -> {
          SpanJson.put(joined, "result", found.text("output"));
          if (withCall) {
            SpanJson.put(json, "arguments", found.text("input"));
          }
        });
    if (withCall && !json.has("name")) {
      json.put("name", run.name());
    }
  }
}
