// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;

/**
 * Assembles the events of {@code converseStream}: the texts of the blocks, in their order, and what
 * the last events say.
 *
 * <p>Bounded. The lock is held for one event, never while rendering.
 */
final class ConverseEvents {
  private static final int MAX_BLOCKS = 1_000;
  private static final long MAX_CHARACTERS = 1_000_000;

  private TextBudget budget = new TextBudget(MAX_CHARACTERS);
  private final Map<Integer, Block> blocks = new TreeMap<>();
  private @Nullable Object stop;
  private @Nullable Object metadata;

  /** A block so far; {@code tool} is null unless it requests one. */
  private static final class Block {
    private final StringBuilder text = new StringBuilder();
    private @Nullable ToolUseBlockStart tool;
    private boolean reasoning;

    Map<String, Object> json() {
      if (tool != null) {
        Map<String, @Nullable Object> use = new LinkedHashMap<>(SdkJson.read(tool).values());
        use.put("input", arguments());
        return Map.of("toolUse", use);
      }
      return reasoning
          ? Map.of("reasoningContent", Map.of("reasoningText", Map.of("text", text.toString())))
          : Map.of("text", text.toString());
    }

    String arguments() {
      return text.isEmpty() ? "{}" : text.toString();
    }
  }

  synchronized void clear() {
    budget = new TextBudget(MAX_CHARACTERS);
    blocks.clear();
    stop = null;
    metadata = null;
  }

  synchronized void add(Object event) {
    if (Sdk.own(event) == null) {
      return;
    }
    if (event instanceof ContentBlockDeltaEvent delta) {
      Block block = block(delta.contentBlockIndex());
      if (block != null && delta.delta() != null) {
        append(block, delta.delta());
      }
    } else if (event instanceof ContentBlockStartEvent start) {
      Block block = block(start.contentBlockIndex());
      if (block != null && start.start() != null) {
        block.tool = start.start().toolUse();
      }
    } else if (event instanceof MessageStopEvent) {
      stop = event;
    } else if (event instanceof ConverseStreamMetadataEvent) {
      metadata = event;
    }
  }

  private @Nullable Block block(@Nullable Integer index) {
    int key = index == null ? 0 : index;
    Block block = blocks.get(key);
    if (block == null && blocks.size() < MAX_BLOCKS) {
      block = new Block();
      blocks.put(key, block);
    }
    return block;
  }

  private void append(Block block, ContentBlockDelta delta) {
    if (delta.text() != null) {
      budget.append(block.text, delta.text());
    } else if (delta.toolUse() != null) {
      budget.append(block.text, delta.toolUse().input());
    } else {
      // Since 2.30.
      Object thought = Accessors.read(delta, "reasoningContent");
      block.reasoning |= thought != null;
      budget.append(block.text, Accessors.text(thought, "text"));
    }
  }

  synchronized boolean isComplete() {
    return stop != null;
  }

  synchronized long dropped() {
    return budget.dropped();
  }

  synchronized long retainedBytes() {
    return 2 * budget.used() + 512L * blocks.size();
  }

  synchronized List<RequestedTool> requestedTools() {
    List<RequestedTool> requested = new ArrayList<>(0);
    for (Block block : blocks.values()) {
      ToolUseBlockStart tool = block.tool;
      if (tool != null && ToolResults.isForApplication(tool)) {
        requested.add(new RequestedTool(tool.toolUseId(), tool.name(), block.arguments()));
      }
    }
    return requested;
  }

  /** Returns the answer so far in the form of a complete one. */
  synchronized JsonTree response() {
    List<Object> content = new ArrayList<>();
    blocks
        .values()
        .forEach(
            block -> {
              if (block.tool != null || !block.text.isEmpty()) {
                content.add(block.json());
              }
            });
    Map<String, @Nullable Object> response = new LinkedHashMap<>(SdkJson.read(stop).values());
    response.putAll(SdkJson.read(metadata).values());
    response.put("output", Map.of("message", Map.of("content", content)));
    return new JsonTree(response);
  }
}
