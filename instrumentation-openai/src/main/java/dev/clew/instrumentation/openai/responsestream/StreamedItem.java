// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsestream;

import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.stream.TextBudget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An output item whose content arrives in deltas. Guarded by its {@link ResponseEvents}. */
final class StreamedItem {
  static final String TEXT = "output_text";
  static final String REFUSAL = "refusal";
  static final String SUMMARY = "summary_text";
  static final String REASONING = "reasoning_text";
  static final String ARGUMENTS = "arguments";
  static final String INPUT = "input";
  static final String CODE = "code";

  private final StringBuilder text = new StringBuilder();
  private String kind = TEXT;
  private @Nullable Object item;
  private boolean done;

  void append(String kind, @Nullable String piece, TextBudget budget) {
    this.kind = kind;
    budget.append(text, piece);
  }

  void keep(Object item, boolean done) {
    this.item = item;
    this.done = done;
    if (done) {
      text.setLength(0); // the item contains all of it
    }
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (item != null) {
      json.putAll(OpenAiJson.read(item).values());
    }
    if (done || text.isEmpty()) {
      return json;
    }
    String content = text.toString();
    switch (kind) {
      case ARGUMENTS, INPUT, CODE -> json.put(kind, content);
      case SUMMARY -> {
        json.put("type", "reasoning");
        json.put("summary", List.of(Map.of("type", kind, "text", content)));
      }
      case REASONING -> {
        json.put("type", "reasoning");
        json.put("content", List.of(Map.of("type", kind, "text", content)));
      }
      case REFUSAL -> json.put("content", List.of(Map.of("type", kind, "refusal", content)));
      default -> json.put("content", List.of(Map.of("type", kind, "text", content)));
    }
    return json;
  }
}
