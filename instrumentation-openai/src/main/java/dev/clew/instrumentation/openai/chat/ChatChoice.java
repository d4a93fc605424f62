// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.TextBudget;
import dev.clew.instrumentation.openai.tools.RequestedTool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One choice of a streamed answer. Guarded by the {@link ChatChunks} it belongs to. */
final class ChatChoice {
  private static final int MAX_TOOL_CALLS = 256;

  private final TextBudget budget;
  private final StringBuilder content = new StringBuilder();
  // Most answers have none of these.
  private @Nullable StringBuilder refusal;
  private @Nullable StringBuilder reasoning;
  private @Nullable Map<Long, StreamedToolCall> toolCalls;
  private @Nullable StreamedToolCall functionCall;
  private @Nullable String role;
  private @Nullable String finishReason;

  /** What else the latest piece that had more says, such as the verdict of a content filter. */
  private Map<String, JsonValue> further = Map.of();

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
      further = piece._additionalProperties();
    }
    Delta delta = Fields.known(piece._delta());
    if (delta == null) {
      return;
    }
    Delta.Role said = Fields.known(delta._role());
    if (said != null) {
      role = Fields.text(said._value());
    }
    budget.append(content, Fields.text(delta._content()));
    refusal = appended(refusal, Fields.text(delta._refusal()));
    addReasoning(delta._additionalProperties());
    for (Delta.ToolCall call : Fields.list(delta._toolCalls())) {
      addToolCall(call);
    }
    Delta.FunctionCall function = Fields.known(delta._functionCall());
    if (function != null) {
      functionCall = functionCall == null ? new StreamedToolCall() : functionCall;
      functionCall.function(
          Fields.text(function._name()), Fields.text(function._arguments()), budget);
    }
  }

  /** The two names under which providers other than OpenAI stream the model's thoughts. */
  private void addReasoning(Map<String, JsonValue> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    JsonValue thought = unknown.get("reasoning_content");
    thought = thought != null ? thought : unknown.get("reasoning");
    reasoning = appended(reasoning, Fields.text(thought));
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

  private void addToolCall(Delta.ToolCall piece) {
    Long known = Fields.known(piece._index());
    Long index = known == null ? Long.valueOf(0) : known;
    Map<Long, StreamedToolCall> calls = toolCalls == null ? new TreeMap<>() : toolCalls;
    toolCalls = calls;
    StreamedToolCall call = calls.get(index);
    if (call == null) {
      if (calls.size() == MAX_TOOL_CALLS) {
        return;
      }
      call = new StreamedToolCall();
      calls.put(index, call);
    }
    call.add(piece, budget);
  }

  private Collection<StreamedToolCall> toolCalls() {
    return toolCalls == null ? List.of() : toolCalls.values();
  }

  void addRequestedTools(List<RequestedTool> requested) {
    for (StreamedToolCall call : toolCalls()) {
      RequestedTool tool = call.requested();
      if (tool != null) {
        requested.add(tool);
      }
    }
    if (functionCall != null) {
      requested.add(functionCall.requestedByName());
    }
  }

  Map<String, @Nullable Object> toJson(long index) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", role == null ? "assistant" : role);
    message.put("content", content.toString());
    message.put("refusal", text(refusal));
    message.put("reasoning_content", text(reasoning));
    List<Object> calls = new ArrayList<>();
    toolCalls().forEach(call -> calls.add(call.toJson()));
    message.put("tool_calls", calls);
    if (functionCall != null) {
      message.put("function_call", functionCall.functionJson());
    }
    Map<String, @Nullable Object> choice = new LinkedHashMap<>(JsonTree.read(further).values());
    choice.put("index", index);
    choice.put("message", message);
    choice.put("finish_reason", finishReason);
    return choice;
  }
}
