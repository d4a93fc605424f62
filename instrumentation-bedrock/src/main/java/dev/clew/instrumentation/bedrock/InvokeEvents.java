// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the chunks of a stream to one answer in Anthropic's format, which can say whatever the
 * others can; for the export thread.
 */
final class InvokeEvents {
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final String THINKING = "thinking";
  private static final String DELTA = "delta";
  private static final String STOP = "stop_reason";
  private static final String USAGE = "usage";

  private final Map<String, @Nullable Object> answer = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> usage = new LinkedHashMap<>();
  private final Map<Long, Block> blocks = new TreeMap<>();

  private InvokeEvents() {}

  private static final class Block {
    private final Map<String, @Nullable Object> begun = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Appends a piece; {@code field} says what it is a piece of. */
    void add(String type, String field, @Nullable String piece) {
      if (piece != null) {
        begun.putIfAbsent(TYPE, type);
        begun.put("field", field);
        text.append(piece);
      }
    }

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>(begun);
      if (json.remove("field") instanceof String field) {
        json.put(field, text.toString());
      }
      return json;
    }
  }

  static JsonTree joined(List<byte[]> chunks) {
    InvokeEvents events = new InvokeEvents();
    for (byte[] chunk : chunks) {
      events.add(SdkJson.parse(chunk));
    }
    return events.answer();
  }

  private void add(JsonTree chunk) {
    for (Map.Entry<String, @Nullable Object> each : chunk.values().entrySet()) {
      if (each.getKey().startsWith("amazon-bedrock-")) {
        answer.put(each.getKey(), each.getValue());
      }
    }
    if (chunk.text(TYPE) != null) {
      addOfAnthropic(chunk, chunk.textOrEmpty(TYPE));
    } else if (!addOfAmazon(chunk)) {
      addText(chunk);
    }
  }

  private void addOfAnthropic(JsonTree event, String type) {
    Block block = block(event.number("index"));
    switch (type) {
      case "message_start" -> {
        JsonTree message = event.object("message");
        putText("id", message.text("id"));
        putText("model", message.text("model"));
        usage.putAll(message.object(USAGE).values());
      }
      case "content_block_start" -> block.begun.putAll(event.object("content_block").values());
      case "content_block_delta" -> {
        JsonTree delta = event.object(DELTA);
        block.add(TEXT, TEXT, delta.text(TEXT));
        block.add(THINKING, THINKING, delta.text(THINKING));
        block.add("tool_use", "input", delta.text("partial_json"));
      }
      case "message_delta" -> {
        putText(STOP, event.object(DELTA).text(STOP));
        usage.putAll(event.object(USAGE).values());
      }
      default -> {}
    }
  }

  /** Adds an event of Nova, which has the shape of one of Converse. */
  private boolean addOfAmazon(JsonTree chunk) {
    JsonTree start = chunk.object("contentBlockStart");
    JsonTree tool = start.object("start").object("toolUse");
    if (!tool.isEmpty()) {
      Map<String, @Nullable Object> begun = block(start.number("contentBlockIndex")).begun;
      begun.put(TYPE, "tool_use");
      begun.put("id", tool.text("toolUseId"));
      begun.put("name", tool.text("name"));
    }
    JsonTree event = chunk.object("contentBlockDelta");
    if (!event.isEmpty()) {
      JsonTree delta = event.object(DELTA);
      Block block = block(event.number("contentBlockIndex"));
      block.add(TEXT, TEXT, delta.text(TEXT));
      block.add("tool_use", "input", delta.object("toolUse").text("input"));
      block.add(
          THINKING, THINKING, delta.object("reasoningContent").object("reasoningText").text(TEXT));
    }
    putText(STOP, chunk.object("messageStop").text("stopReason"));
    usage.putAll(chunk.object("metadata").object(USAGE).values());
    return !event.isEmpty()
        || !start.isEmpty()
        || chunk.values().containsKey("messageStart")
        || chunk.values().containsKey("messageStop");
  }

  /** Adds a chunk that is like a whole answer, with the next piece of its text. */
  private void addText(JsonTree chunk) {
    for (String field : List.of("outputText", "generation", "completion", TEXT)) {
      block(0L).add(TEXT, TEXT, chunk.text(field));
    }
    addReasons(chunk);
    List<JsonTree> choices = new ArrayList<>(chunk.objects("outputs"));
    choices.addAll(chunk.objects("choices"));
    for (JsonTree choice : choices) {
      JsonTree delta =
          choice.object(DELTA).isEmpty() ? choice.object("message") : choice.object(DELTA);
      block(0L).add(TEXT, TEXT, choice.text(TEXT));
      block(0L).add(TEXT, TEXT, delta.text("content"));
      addReasons(choice);
    }
    putText("id", chunk.text("id"));
    putText("id", chunk.text("generation_id"));
  }

  private void addReasons(JsonTree json) {
    putText(STOP, json.text("completionReason"));
    putText(STOP, json.text("finish_reason"));
    putText(STOP, json.text(STOP));
  }

  private Block block(@Nullable Long index) {
    return blocks.computeIfAbsent(index == null ? 0L : index, each -> new Block());
  }

  private void putText(String key, @Nullable String value) {
    if (value != null) {
      answer.put(key, value);
    }
  }

  private JsonTree answer() {
    List<Object> content = new ArrayList<>();
    for (Block block : blocks.values()) {
      if (!block.begun.isEmpty()) {
        content.add(block.json());
      }
    }
    answer.put("content", content);
    answer.put(USAGE, usage);
    return new JsonTree(answer);
  }
}
