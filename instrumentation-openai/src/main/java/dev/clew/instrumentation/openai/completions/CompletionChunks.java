// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.completions;

import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.stream.TextBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Assembles a streamed completion, on the thread that reads it. */
final class CompletionChunks {
  private static final int MAX_CHOICES = 128;

  private static final class Choice {
    final StringBuilder text = new StringBuilder();
    @Nullable String finishReason;
  }

  private final TextBudget budget = new TextBudget(1_000_000);
  private final Map<Long, Choice> choices = new TreeMap<>();
  private @Nullable Completion last;
  private @Nullable Completion usage;
  private boolean sealed;

  synchronized void add(Completion chunk) {
    if (sealed) {
      return;
    }
    last = chunk;
    if (chunk._usage().asKnown().isPresent()) {
      usage = chunk;
    }
    for (CompletionChoice part : chunk._choices().asKnown().orElse(List.of())) {
      long index = part._index().asKnown().orElse(0L);
      Choice choice = choices.get(index);
      if (choice == null && choices.size() < MAX_CHOICES) {
        choice = new Choice();
        choices.put(index, choice);
      }
      if (choice != null) {
        budget.append(choice.text, part._text().asString().orElse(null));
        String reason = ModelName.of(part._finishReason());
        // Some providers send an empty reason in all chunks but the last.
        choice.finishReason = reason == null || reason.isEmpty() ? choice.finishReason : reason;
      }
    }
  }

  synchronized boolean isComplete() {
    return !choices.isEmpty()
        && choices.values().stream().allMatch(choice -> choice.finishReason != null);
  }

  synchronized long droppedCharacters() {
    return budget.dropped();
  }

  synchronized long retainedBytes() {
    return 2 * budget.used();
  }

  /** Returns the answer so far in the format of a complete one, and ignores later chunks. */
  Map<String, @Nullable Object> seal() {
    List<Object> rendered = new ArrayList<>();
    Completion end;
    Completion counted;
    synchronized (this) {
      sealed = true;
      end = last;
      counted = usage;
      choices.forEach((index, choice) -> rendered.add(json(index, choice)));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (end != null) {
      json.putAll(OpenAiJson.read(end).values());
    }
    json.put("choices", rendered);
    json.put("usage", counted == null ? null : OpenAiJson.read(counted).values().get("usage"));
    return json;
  }

  private static Map<String, @Nullable Object> json(long index, Choice choice) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("index", index);
    json.put("text", choice.text.toString());
    json.put("finish_reason", choice.finishReason);
    return json;
  }
}
