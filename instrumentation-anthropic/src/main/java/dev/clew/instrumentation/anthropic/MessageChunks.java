// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

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
 * Assembles a streamed message block by block, on the thread that reads it.
 *
 * <p>The events that carry text are not kept, because they are many times as large as their text.
 * The lock is held for the append of one event, never while rendering: {@link #seal} takes what has
 * arrived, and later events are ignored.
 */
final class MessageChunks {
  private static final int MAX_BLOCKS = 512;

  private final TextBudget budget = new TextBudget(1_000_000);
  private final Map<Long, Block> blocks = new TreeMap<>();
  private @Nullable Object start;
  private @Nullable Object end;
  private boolean stopped;
  private boolean sealed;

  /** A content block: the event that begins it, and its text, reasoning or JSON so far. */
  private record Block(@Nullable Object begun, StringBuilder text) {
    JsonTree json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>(AnthropicJson.read(begun).values());
      String type = String.valueOf(json.get("type"));
      String key =
          type.endsWith("tool_use") ? "input" : type.equals("compaction") ? "content" : type;
      if (!text.isEmpty()) {
        json.put(key, json.get(key) instanceof String first ? first + text : text.toString());
      }
      return new JsonTree(json);
    }
  }

  synchronized void add(Object event) {
    if (sealed) {
      return;
    }
    Object delta = Fields.BY_NAME.read(event, "contentBlockDelta");
    if (delta != null) {
      Block block = blocks.get(index(delta));
      if (block != null) {
        budget.append(block.text, text(Fields.BY_NAME.read(delta, "_delta")));
      }
      return;
    }
    Object begun = Fields.BY_NAME.read(event, "contentBlockStart");
    if (begun != null) {
      if (blocks.size() < MAX_BLOCKS) {
        Block block = new Block(Fields.BY_NAME.read(begun, "_contentBlock"), new StringBuilder());
        blocks.put(index(begun), block);
      }
      return;
    }
    // The other accessors are those of 1.x.
    Object first = Fields.BY_NAME.first(event, "messageStart", "start");
    start = first != null ? first : start;
    Object last = Fields.BY_NAME.first(event, "messageDelta", "delta");
    end = last != null ? last : end;
    stopped |= Fields.BY_NAME.first(event, "messageStop", "stop") != null;
  }

  private static Long index(Object event) {
    return Fields.BY_NAME.read(event, "_index") instanceof Long index ? index : 0L;
  }

  private static @Nullable String text(@Nullable Object delta) {
    Object variant = Fields.BY_NAME.first(delta, "text", "inputJson", "thinking", "compaction");
    Object text = Fields.BY_NAME.first(variant, "_text", "_partialJson", "_thinking", "_content");
    return text instanceof String string ? string : null;
  }

  synchronized boolean isComplete() {
    return stopped
        || Fields.BY_NAME.read(Fields.BY_NAME.read(end, "_delta"), "_stopReason") != null;
  }

  synchronized long droppedCharacters() {
    return budget.dropped();
  }

  synchronized long retainedBytes() {
    return 2 * budget.used() + 512L * blocks.size();
  }

  synchronized List<RequestedTool> requestedTools() {
    List<RequestedTool> requested = new ArrayList<>(0);
    for (Block block : blocks.values()) {
      RequestedTool tool = ToolResults.requestedTool(block.begun);
      if (tool != null) {
        String arguments = block.text.toString();
        requested.add(
            arguments.isEmpty() ? tool : new RequestedTool(tool.id(), tool.name(), arguments));
      }
    }
    return requested;
  }

  /** Returns the answer so far in the format of a complete one, and ignores later events. */
  JsonTree seal() {
    List<Block> arrived = new ArrayList<>();
    Object first;
    Object last;
    synchronized (this) {
      sealed = true;
      first = start;
      last = end;
      arrived.addAll(blocks.values()); // which nothing is added to any more
    }
    JsonTree begun = AnthropicJson.read(first).object("message");
    JsonTree ended = AnthropicJson.read(last);
    Map<String, @Nullable Object> json = new LinkedHashMap<>(begun.values());
    putKnown(json, ended.object("delta"));
    Map<String, @Nullable Object> usage = new LinkedHashMap<>(begun.object("usage").values());
    putKnown(usage, ended.object("usage"));
    json.put("usage", usage);
    List<Object> content = new ArrayList<>();
    arrived.forEach(block -> content.add(block.json().values()));
    json.put("content", content);
    return new JsonTree(json);
  }

  private static void putKnown(Map<String, @Nullable Object> json, JsonTree update) {
    update
        .values()
        .forEach(
            (key, value) -> {
              if (value != null) {
                json.put(key, value);
              }
            });
  }
}
