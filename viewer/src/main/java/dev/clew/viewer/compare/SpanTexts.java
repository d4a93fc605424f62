// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.content.Hash;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What went into the spans of two traces and came out of them; kept as hashes, read in one pass.
 */
public final class SpanTexts {

  private record Hashes(long input, long output) {}

  private final Map<String, Map<Long, Hashes>> byTrace = new HashMap<>();

  private SpanTexts() {}

  public static SpanTexts of(TraceStore store, StoredTrace a, StoredTrace b) {
    SpanTexts texts = new SpanTexts();
    texts.read(store, a);
    texts.read(store, b);
    return texts;
  }

  private void read(TraceStore store, StoredTrace trace) {
    Map<Long, Hashes> hashes = new HashMap<>();
    store.payloads(
        trace.row().id(),
        (id, payload) -> {
          SpanContent content = SpanContent.of(payload);
          hashes.put(id, new Hashes(Hash.of(input(content)), Hash.of(output(content))));
        });
    byTrace.put(trace.row().id(), hashes);
  }

  boolean differ(SpanRow a, SpanRow b) {
    return !Objects.equals(of(a), of(b));
  }

  private Hashes of(SpanRow span) {
    return byTrace.getOrDefault(span.traceId(), Map.of()).getOrDefault(span.id(), new Hashes(0, 0));
  }

  /** What went in, as text. */
  static String input(SpanContent content) {
    return text(content, "input", content.type().isModelCall() ? content.input() : List.of());
  }

  /** What came out, as text. */
  static String output(SpanContent content) {
    return text(content, "output", content.type().isModelCall() ? content.output() : List.of());
  }

  private static String text(SpanContent content, String key, List<Message> messages) {
    if (messages.isEmpty()) {
      // Handoffs and guardrails have no text of their own.
      String text = content.type() == SpanType.HANDOFF ? null : content.text(key);
      return text == null ? "" : text;
    }
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      text.append(message.role()).append(": ").append(message.plain()).append('\n');
    }
    return text.toString();
  }
}
