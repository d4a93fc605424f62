// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.models.messages.RawContentBlockDelta;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.stream.StreamedToolCalls;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assembles a streamed message, on the thread that reads it. */
final class MessageChunks {
  private final StreamedText text = new StreamedText();
  private final StreamedToolCalls tools = new StreamedToolCalls(new TextBudget(1_000_000));
  private @Nullable Object start;
  private @Nullable Object end;

  synchronized void add(Object chunk) {
    RawMessageStreamEvent event = (RawMessageStreamEvent) chunk;
    if (event.isMessageStart()) {
      start = event.asMessageStart();
    } else if (event.isMessageDelta()) {
      end = event.asMessageDelta();
    } else if (event.isContentBlockStart()) {
      var begun = event.asContentBlockStart();
      var block = begun._contentBlock().asKnown().orElse(null);
      if (block != null && block.isToolUse()) {
        var tool = block.asToolUse();
        String id = tool._id().asString().orElse(null);
        tools.add(begun._index().asKnown().orElse(0L), id, tool._name().asString().orElse(""), "");
      }
    } else if (event.isContentBlockDelta()) {
      var delta = event.asContentBlockDelta();
      add(delta._index().asKnown().orElse(0L), delta._delta().asKnown().orElse(null));
    }
  }

  private void add(long index, @Nullable RawContentBlockDelta delta) {
    if (delta != null && delta.isText()) {
      text.add(delta.asText()._text().asString().orElse(null));
    } else if (delta != null && delta.isThinking()) {
      text.addReasoning(delta.asThinking()._thinking().asString().orElse(null));
    } else if (delta != null && delta.isInputJson()) {
      tools.add(index, null, null, delta.asInputJson()._partialJson().asString().orElse(null));
    }
  }

  synchronized boolean isComplete() {
    return end != null;
  }

  long retainedBytes() {
    return text.retainedBytes();
  }

  /** Returns the answer so far in the format of a complete one. */
  synchronized JsonTree seal() {
    JsonTree begun = start == null ? JsonTree.EMPTY : MessagePayload.read(start).object("message");
    JsonTree ended = end == null ? JsonTree.EMPTY : MessagePayload.read(end);
    Map<String, @Nullable Object> json = new LinkedHashMap<>(begun.values());
    Map<String, @Nullable Object> usage = new LinkedHashMap<>(begun.object("usage").values());
    ended.object("usage").values().forEach((key, value) -> usage.merge(key, value, (a, b) -> b));
    json.put("usage", usage);
    json.put("stop_reason", ended.object("delta").text("stop_reason"));
    List<Object> content = new ArrayList<>();
    if (text.reasoning() != null) {
      content.add(Map.of("type", "thinking", "thinking", "" + text.reasoning()));
    }
    if (text.text() != null) {
      content.add(Map.of("type", "text", "text", "" + text.text()));
    }
    tools.forEach(
        call ->
            content.add(
                Map.of(
                    "type",
                    "tool_use",
                    "id",
                    "" + call.id(),
                    "name",
                    call.name(),
                    "input",
                    call.arguments())));
    json.put("content", content);
    return new JsonTree(json);
  }
}
