// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes one answer as the JSON of Google's {@code POST /v1/interactions}: an interaction, or the
 * events of a stream. The format is that of the provider's public API reference.
 */
final class InteractionJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String TIME = "2026-01-01T00:00:00Z";

  private final String id;
  private final ChatRequest request;
  private final Reply.Answer answer;
  private final List<ToolCall> calls;

  InteractionJson(int number, ChatRequest request, Reply.Answer answer) {
    this.id = "int_%08d".formatted(number);
    this.request = request;
    this.answer = answer;
    this.calls = CompletionJson.withIds("call", number, answer.toolCalls());
  }

  @Override
  public ObjectNode whole() {
    ObjectNode interaction = interaction(calls.isEmpty() ? "completed" : "requires_action");
    if (!answer.text().isEmpty()) {
      ObjectNode output = interaction.withArray("steps").addObject().put("type", "model_output");
      output.putArray("content").addObject().put("type", "text").put("text", answer.text());
    }
    for (ToolCall call : calls) {
      ObjectNode step = functionCall(call);
      step.set("arguments", MessageJson.parsed(call.arguments()));
      interaction.withArray("steps").add(step);
    }
    interaction.set("usage", usage());
    return interaction;
  }

  @Override
  public List<ObjectNode> chunks() {
    BlockEvents events = new BlockEvents("event_type", "step.", "step");
    ObjectNode created = event("interaction.created");
    created.set("interaction", interaction("in_progress"));
    events.add(created);
    if (!answer.text().isEmpty()) {
      List<String> words = CompletionJson.words(answer.text());
      events.block(
          type("model_output"),
          words.stream().map(word -> type("text").put("text", word)).toList());
    }
    for (ToolCall call : calls) {
      List<String> pieces = CompletionJson.pieces(call.arguments());
      events.block(
          functionCall(call),
          pieces.stream().map(piece -> type("arguments_delta").put("arguments", piece)).toList());
    }
    ObjectNode completed = event("interaction.completed");
    ObjectNode interaction = interaction(calls.isEmpty() ? "completed" : "requires_action");
    interaction.set("usage", usage());
    completed.set("interaction", interaction);
    events.add(completed);
    return events.all();
  }

  private static ObjectNode event(String type) {
    return JSON.objectNode().put("event_type", type);
  }

  private static ObjectNode type(String type) {
    return JSON.objectNode().put("type", type);
  }

  private static ObjectNode functionCall(ToolCall call) {
    return type("function_call").put("id", call.id()).put("name", call.name());
  }

  private ObjectNode interaction(String status) {
    return JSON.objectNode()
        .put("id", id)
        .put("object", "interaction")
        .put(request.raw().has("agent") ? "agent" : "model", request.model())
        .put("status", status)
        .put("created", TIME)
        .put("updated", TIME);
  }

  private ObjectNode usage() {
    Usage counts = Usage.of(request, answer);
    return JSON.objectNode()
        .put("total_input_tokens", counts.promptTokens())
        .put("total_output_tokens", counts.completionTokens() - counts.reasoningTokens())
        .put("total_thought_tokens", counts.reasoningTokens())
        .put("total_cached_tokens", counts.cachedTokens())
        .put("total_tokens", counts.totalTokens());
  }
}
