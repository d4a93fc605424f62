// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the events of a stream to one answer in the form of Converse; for the export thread. The
 * events are those of Converse, Nova's and Anthropic's, which have the same structure, or pieces
 * that look like a whole answer.
 */
final class StreamedAnswer {
  static final String METRICS = "amazon-bedrock-invocationMetrics";

  private static final String TEXT = "text";
  private static final String DELTA = "delta";
  private static final String USAGE = "usage";
  private static final String STOP = "stopReason";
  private static final String MESSAGE = "message";

  /** What Nova's events have their content under. */
  private static final Set<String> WRAPPERS =
      Set.of("contentBlockStart", "contentBlockDelta", "messageStop", "metadata");

  private static final Set<String> KEPT =
      Set.of("id", "model", "generation_id", "metrics", "trace", METRICS);

  private final Map<String, @Nullable Object> answer = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> usage = new LinkedHashMap<>();
  private final Map<Long, Block> blocks = new TreeMap<>();

  private StreamedAnswer() {}

  private static final class Block {
    private final Map<String, @Nullable Object> tool = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();

    void addTo(List<Object> content) {
      if (!tool.isEmpty()) {
        tool.put("input", text.isEmpty() ? "{}" : text.toString());
        content.add(Map.of("toolUse", tool));
        return;
      }
      if (!reasoning.isEmpty()) {
        Map<String, String> thought = Map.of(TEXT, reasoning.toString());
        content.add(Map.of("reasoningContent", Map.of("reasoningText", thought)));
      }
      if (!text.isEmpty()) {
        content.add(Map.of(TEXT, text.toString()));
      }
    }
  }

  static JsonTree joined(List<JsonTree> events) {
    StreamedAnswer joined = new StreamedAnswer();
    for (JsonTree event : events) {
      WRAPPERS.forEach(wrapper -> joined.add(event.object(wrapper)));
      joined.add(event);
    }
    List<Object> content = new ArrayList<>();
    joined.blocks.values().forEach(block -> block.addTo(content));
    joined.answer.put("output", Map.of(MESSAGE, Map.of("content", content)));
    joined.answer.put(USAGE, joined.usage);
    return new JsonTree(joined.answer);
  }

  private void add(JsonTree event) {
    keep(event);
    keep(event.object(MESSAGE));
    Long index = event.number("contentBlockIndex");
    Long other = index == null ? event.number("index") : index;
    Block block = blocks.computeIfAbsent(other == null ? 0L : other, each -> new Block());
    begin(block, event.object("start").object("toolUse"), "toolUseId");
    begin(block, event.object("content_block"), "id");
    addPieces(block, event.object(DELTA));
    addPieces(block, event);
    for (String several : List.of("outputs", "choices")) {
      for (JsonTree choice : event.objects(several)) {
        keepReason(choice);
        addPieces(block, choice);
        addPieces(block, choice.object(DELTA));
        addPieces(block, choice.object(MESSAGE));
      }
    }
    keepReason(event.object(DELTA));
    keepReason(event);
  }

  private void keep(JsonTree holder) {
    for (Map.Entry<String, @Nullable Object> each : holder.values().entrySet()) {
      if (KEPT.contains(each.getKey()) || each.getKey().startsWith("amazon-bedrock-")) {
        answer.put(each.getKey(), each.getValue());
      }
    }
    usage.putAll(holder.object(USAGE).values());
  }

  private void keepReason(JsonTree holder) {
    String reason = Answer.reason(holder);
    if (reason != null) {
      answer.put(STOP, reason);
    }
  }

  private static void begin(Block block, JsonTree tool, String id) {
    if (tool.text("name") != null) {
      block.tool.put("toolUseId", tool.text(id));
      block.tool.put("name", tool.text("name"));
    }
  }

  private static void addPieces(Block block, JsonTree piece) {
    for (String name :
        List.of(TEXT, "partial_json", "content", "outputText", "generation", "completion")) {
      block.text.append(piece.textOrEmpty(name));
    }
    block.text.append(piece.object("toolUse").textOrEmpty("input"));
    JsonTree thought = piece.object("reasoningContent");
    block.reasoning.append(piece.textOrEmpty("thinking")).append(thought.textOrEmpty(TEXT));
    block.reasoning.append(thought.object("reasoningText").textOrEmpty(TEXT));
  }
}
