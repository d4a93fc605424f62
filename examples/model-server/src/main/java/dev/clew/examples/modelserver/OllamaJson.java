// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one answer as the JSON of Ollama's chat, or the lines of its stream. The format is that of
 * the server's public API reference.
 */
final class OllamaJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ChatRequest request;
  private final Reply.Answer answer;

  OllamaJson(ChatRequest request, Reply.Answer answer) {
    this.request = request;
    this.answer = answer;
  }

  @Override
  public ObjectNode whole() {
    return ended(line(answer.text(), answer.toolCalls()));
  }

  @Override
  public List<ObjectNode> chunks() {
    List<ObjectNode> lines = new ArrayList<>();
    for (String word : CompletionJson.words(answer.text())) {
      lines.add(line(word, List.of()).put("done", false));
    }
    if (!answer.toolCalls().isEmpty()) {
      lines.add(line("", answer.toolCalls()).put("done", false));
    }
    lines.add(ended(line("", List.of())));
    return lines;
  }

  private ObjectNode line(String text, List<ToolCall> calls) {
    ObjectNode line =
        JSON.objectNode().put("model", request.model()).put("created_at", "2026-11-21T00:00:00Z");
    ObjectNode message = line.putObject("message").put("role", "assistant").put("content", text);
    if (!calls.isEmpty()) {
      ArrayNode array = message.putArray("tool_calls");
      for (ToolCall call : calls) {
        ObjectNode function = array.addObject().putObject("function").put("name", call.name());
        function.set("arguments", MessageJson.parsed(call.arguments()));
      }
    }
    return line;
  }

  private ObjectNode ended(ObjectNode line) {
    Usage counts = Usage.of(request, answer);
    return line.put("done", true)
        .put("done_reason", answer.finishReason().equals("length") ? "length" : "stop")
        .put("total_duration", 1_000_000)
        .put("load_duration", 1_000)
        .put("prompt_eval_count", counts.promptTokens())
        .put("prompt_eval_duration", 1_000)
        .put("eval_count", counts.completionTokens())
        .put("eval_duration", 1_000);
  }
}
