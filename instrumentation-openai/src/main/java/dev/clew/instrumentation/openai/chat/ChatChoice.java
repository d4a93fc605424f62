// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.stream.StreamedToolCalls;
import dev.clew.kit.stream.TextBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One choice of a streamed answer. Guarded by its {@link ChatChunks}. */
final class ChatChoice {
  private final TextBudget budget;
  private final StringBuilder content = new StringBuilder();
  // Most answers have none of these.
  private @Nullable StringBuilder refusal;
  private @Nullable StringBuilder reasoning;
  private @Nullable StreamedToolCalls toolCalls;
  private StreamedToolCalls.@Nullable Call functionCall;
  private @Nullable String role;
  private @Nullable String finishReason;

  /** Other fields from the latest chunk that had any, such as the result of a content filter. */
  private Map<String, JsonValue> otherFields = Map.of();

  ChatChoice(TextBudget budget) {
    this.budget = budget;
  }

  boolean isFinished() {
    return finishReason != null;
  }

  @SuppressWarnings("deprecation") // the newer accessors are missing from older versions
  void add(ChatCompletionChunk.Choice piece) {
    ChatCompletionChunk.Choice.FinishReason reason = Fields.known(piece._finishReason());
    if (reason != null) {
      finishReason = Fields.text(reason._value());
    }
    if (!piece._additionalProperties().isEmpty()) {
      otherFields = piece._additionalProperties();
    }
    Delta delta = Fields.known(piece._delta());
    if (delta == null) {
      return;
    }
    Delta.Role newRole = Fields.known(delta._role());
    if (newRole != null) {
      role = Fields.text(newRole._value());
    }
    budget.append(content, Fields.text(delta._content()));
    refusal = appended(refusal, Fields.text(delta._refusal()));
    addReasoning(delta._additionalProperties());
    for (Delta.ToolCall call : Fields.list(delta._toolCalls())) {
      addToolCall(call);
    }
    Delta.FunctionCall function = Fields.known(delta._functionCall());
    if (function != null) {
      functionCall = functionCall == null ? new StreamedToolCalls.Call() : functionCall;
      functionCall.add(
          null, Fields.text(function._name()), Fields.text(function._arguments()), budget);
    }
  }

  /** Providers other than OpenAI stream the model's reasoning under these two names. */
  private void addReasoning(Map<String, JsonValue> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    JsonValue value = unknown.get("reasoning_content");
    value = value != null ? value : unknown.get("reasoning");
    reasoning = appended(reasoning, Fields.text(value));
  }

  private @Nullable StringBuilder appended(@Nullable StringBuilder text, @Nullable String piece) {
    if (piece == null || piece.isEmpty()) {
      return text;
    }
    StringBuilder longer = text == null ? new StringBuilder() : text;
    budget.append(longer, piece);
    return longer;
  }

  private static String text(@Nullable StringBuilder text) {
    return text == null ? "" : text.toString();
  }

  @SuppressWarnings("deprecation") // the newer accessor is missing from older versions
  private void addToolCall(Delta.ToolCall piece) {
    Long known = Fields.known(piece._index());
    StreamedToolCalls calls = toolCalls == null ? new StreamedToolCalls(budget) : toolCalls;
    toolCalls = calls;
    StreamedToolCalls.Call call = calls.at(known == null ? Long.valueOf(0) : known);
    if (call == null) {
      return;
    }
    Delta.ToolCall.Function function = Fields.known(piece._function());
    call.add(
        Fields.text(piece._id()),
        function == null ? null : Fields.text(function._name()),
        function == null ? null : Fields.text(function._arguments()),
        budget);
    // No version of the library has a type for the chunks of custom tool calls.
    JsonField<?> custom = piece._additionalProperties().get("custom");
    if (custom != null) {
      Map<String, JsonValue> fields = custom.asObject().orElse(Map.of());
      call.addFreeText(Fields.text(fields.get("name")), Fields.text(fields.get("input")), budget);
    }
  }

  void addRequestedTools(List<RequestedTool> requested) {
    if (toolCalls != null) {
      requested.addAll(toolCalls.requested());
    }
    if (functionCall != null) {
      String name = functionCall.name();
      requested.add(new RequestedTool(RequestedTool.idOf(name), name, functionCall.arguments()));
    }
  }

  private static Map<String, @Nullable Object> json(StreamedToolCalls.Call call) {
    Map<String, @Nullable Object> json = new HashMap<>();
    json.put("id", call.id());
    if (call.isFreeText()) {
      json.put("custom", Map.of("name", call.name(), "input", call.arguments()));
    } else {
      json.put("function", functionJson(call));
    }
    return json;
  }

  private static Map<String, Object> functionJson(StreamedToolCalls.Call call) {
    return Map.of("name", call.name(), "arguments", call.arguments());
  }

  Map<String, @Nullable Object> toJson(long index) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", role == null ? "assistant" : role);
    message.put("content", content.toString());
    message.put("refusal", text(refusal));
    message.put("reasoning_content", text(reasoning));
    List<Object> calls = new ArrayList<>();
    if (toolCalls != null) {
      toolCalls.forEach(call -> calls.add(json(call)));
    }
    message.put("tool_calls", calls);
    if (functionCall != null) {
      message.put("function_call", functionJson(functionCall));
    }
    Map<String, @Nullable Object> choice =
        new LinkedHashMap<>(OpenAiJson.read(otherFields).values());
    choice.put("index", index);
    choice.put("message", message);
    choice.put("finish_reason", finishReason);
    return choice;
  }
}
