// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a streamed answer chunk by chunk, on the thread that reads it.
 *
 * <p>The chunks themselves are not kept, because they are two hundred times as large as their text.
 * Only the first and the last are, for the fields outside the choices. The library's own
 * accumulator cannot be used: it throws if a provider sends chunks in an unusual order.
 *
 * <p>The lock is held for the few appends of one chunk, never while rendering: {@link #seal} takes
 * what has arrived, and later chunks are ignored.
 */
final class ChatChunks {
  private static final int MAX_CHOICES = 128;

  private final TextBudget budget = new TextBudget(1_000_000);
  private final Map<Long, ChatChoice> choices = new TreeMap<>();
  private @Nullable ChatCompletionChunk first;
  private @Nullable ChatCompletionChunk last;
  private @Nullable ChatCompletionChunk usage;
  private boolean sealed;

  synchronized void add(ChatCompletionChunk chunk) {
    if (sealed) {
      return;
    }
    first = first == null ? chunk : first;
    last = chunk;
    if (Fields.known(chunk._usage()) != null) {
      usage = chunk;
    }
    for (ChatCompletionChunk.Choice piece : Fields.list(chunk._choices())) {
      Long known = Fields.known(piece._index());
      Long index = known == null ? Long.valueOf(0) : known;
      ChatChoice choice = choices.get(index);
      if (choice == null && choices.size() < MAX_CHOICES) {
        choice = new ChatChoice(budget);
        choices.put(index, choice);
      }
      if (choice != null) {
        choice.add(piece);
      }
    }
  }

  /** Returns whether every choice that has started has also finished. */
  synchronized boolean isComplete() {
    for (ChatChoice choice : choices.values()) {
      if (!choice.isFinished()) {
        return false;
      }
    }
    return !choices.isEmpty();
  }

  synchronized long droppedCharacters() {
    return budget.dropped();
  }

  synchronized long retainedBytes() {
    return 2 * budget.used();
  }

  synchronized List<RequestedTool> requestedTools() {
    List<RequestedTool> requested = new ArrayList<>(0);
    choices.values().forEach(choice -> choice.addRequestedTools(requested));
    return requested;
  }

  /** Returns the answer so far in the format of a complete one, and ignores later chunks. */
  JsonTree seal() {
    List<Object> rendered = new ArrayList<>();
    ChatCompletionChunk begin;
    ChatCompletionChunk end;
    ChatCompletionChunk counted;
    synchronized (this) {
      sealed = true;
      begin = first;
      end = last;
      counted = usage;
      choices.forEach((index, choice) -> rendered.add(choice.toJson(index)));
    }
    if (begin == null || end == null) {
      return JsonTree.EMPTY;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>(OpenAiJson.read(begin).values());
    OpenAiJson.read(end)
        .values()
        .forEach(
            (key, value) -> {
              if (value != null) {
                json.put(key, value);
              }
            });
    json.put("choices", rendered);
    json.put("usage", counted == null ? null : OpenAiJson.read(counted).values().get("usage"));
    return new JsonTree(json);
  }
}
