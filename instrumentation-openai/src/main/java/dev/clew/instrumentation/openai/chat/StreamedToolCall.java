// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.TextBudget;
import dev.clew.instrumentation.openai.tools.RequestedTool;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool call whose arguments come in pieces. Guarded like {@link ChatChoice}. */
final class StreamedToolCall {
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder arguments = new StringBuilder();
  private @Nullable String id;
  private boolean custom;

  @SuppressWarnings("deprecation") // the newer accessor is missing from older versions
  void add(Delta.ToolCall piece, TextBudget budget) {
    String given = Fields.text(piece._id());
    id = id == null ? given : id;
    Delta.ToolCall.Function function = Fields.known(piece._function());
    if (function != null) {
      function(Fields.text(function._name()), Fields.text(function._arguments()), budget);
    }
    // No version of the library has a type for the pieces of custom tool calls.
    JsonField<?> other = piece._additionalProperties().get("custom");
    if (other != null) {
      custom = true;
      Map<String, JsonValue> fields = other.asObject().orElse(Map.of());
      function(Fields.text(fields.get("name")), Fields.text(fields.get("input")), budget);
    }
  }

  void function(@Nullable String namePiece, @Nullable String argumentsPiece, TextBudget budget) {
    if (name.length() == 0) { // some providers repeat the name with every piece
      budget.append(name, namePiece);
    }
    budget.append(arguments, argumentsPiece);
  }

  /** Returns the call as far as it has come, or null if it cannot be told from others. */
  @Nullable RequestedTool requested() {
    String known = id;
    return known == null ? null : new RequestedTool(known, name.toString(), arguments.toString());
  }

  /** Returns the legacy call of a function as far as it has come. */
  RequestedTool requestedByName() {
    String called = name.toString();
    return new RequestedTool(RequestedTool.idOf(called), called, arguments.toString());
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new HashMap<>();
    json.put("id", id);
    if (custom) {
      json.put("custom", Map.of("name", name.toString(), "input", arguments.toString()));
    } else {
      json.put("function", functionJson());
    }
    return json;
  }

  Map<String, @Nullable Object> functionJson() {
    Map<String, @Nullable Object> json = new HashMap<>();
    json.put("name", name.toString());
    json.put("arguments", arguments.toString());
    return json;
  }
}
