// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.message.Part;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.stream.StreamedToolCalls;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.Values;
import io.agentscope.core.message.ContentBlock;
import io.agentscope.core.message.TextBlock;
import io.agentscope.core.message.ThinkingBlock;
import io.agentscope.core.message.ToolUseBlock;
import io.agentscope.core.model.ChatResponse;
import io.agentscope.core.model.ChatUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer so far. Its chunks are increments: of texts, and of the arguments of tool calls. */
final class StreamedAnswer {
  private static final long MAX_ARGUMENTS = 1_000_000;

  /** Fragments of a call repeat neither its name nor, with some providers, its id. */
  private static final String PLACEHOLDER = "__";

  private final StreamedText text = new StreamedText();
  private final TextBudget budget = new TextBudget(MAX_ARGUMENTS);
  private final StreamedToolCalls calls = new StreamedToolCalls(budget);
  private final Map<String, Long> indexes = new HashMap<>();
  private final Map<Long, Map<String, Object>> parsed = new HashMap<>();
  private long last = -1;
  private int chunks;
  private @Nullable String id;
  private @Nullable ChatUsage usage;
  private @Nullable String finishReason;

  synchronized void add(ChatResponse chunk) {
    chunks++;
    id = id != null ? id : chunk.getId();
    usage = chunk.getUsage() != null ? chunk.getUsage() : usage;
    String reason = chunk.getFinishReason();
    finishReason = reason == null || reason.isEmpty() ? finishReason : reason;
    for (ContentBlock block : Values.copyOf(chunk.getContent())) {
      if (block instanceof TextBlock piece) {
        text.add(piece.getText());
      } else if (block instanceof ThinkingBlock piece) {
        text.addReasoning(piece.getThinking());
      } else if (block instanceof ToolUseBlock piece) {
        add(piece);
      }
    }
  }

  private void add(ToolUseBlock piece) {
    String name = piece.getName();
    boolean fragment = name == null || name.startsWith(PLACEHOLDER);
    long index = index(piece.getId(), fragment ? null : name);
    calls.add(index, orNull(piece.getId()), fragment ? null : name, piece.getContent());
    Map<String, Object> input = piece.getInput();
    if (input != null && !input.isEmpty()) {
      parsed.put(index, input);
    }
    last = index;
  }

  /** Returns which call a piece belongs to: by its id, else its name, else the last one. */
  private long index(@Nullable String callId, @Nullable String name) {
    String key = orNull(callId) != null ? callId : name;
    if (key == null) {
      return Math.max(last, 0);
    }
    return indexes.computeIfAbsent(key, ignored -> (long) indexes.size());
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  synchronized int chunks() {
    return chunks;
  }

  synchronized @Nullable String id() {
    return id;
  }

  synchronized @Nullable ChatUsage usage() {
    return usage;
  }

  synchronized @Nullable String finishReason() {
    return finishReason;
  }

  synchronized long dropped() {
    return text.dropped() + budget.dropped();
  }

  synchronized long retainedBytes() {
    return text.retainedBytes() + 2 * budget.used() + 512L * indexes.size();
  }

  /** Returns the answer so far; on the export thread. */
  synchronized List<Part> parts() {
    List<Part> parts = text.parts();
    long[] index = {0};
    calls.forEach(
        call -> {
          String raw = call.arguments();
          Map<String, Object> input = parsed.getOrDefault(index[0]++, Map.of());
          String arguments = raw.isEmpty() ? JsonWriter.write(Values.tree(input)) : raw;
          parts.add(new Part.ToolCall(call.id(), call.name(), arguments));
        });
    return parts;
  }
}
