// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a streamed answer, for the case that the rest never comes.
 *
 * <p>Holds the library's chunks as they are; the strings in them are joined on the export thread.
 */
final class PartialAnswer {
  private static final int MAX_CHUNKS = 20_000;

  // Of a complete answer too: some providers keep the raw events in its metadata.
  private static final int ROUGH_CHUNK_BYTES = 400;

  private final List<Object> text = new ArrayList<>();
  private final List<Object> thinking = new ArrayList<>();
  private int dropped;
  private int chunks;
  private boolean closed;

  synchronized void text(Object chunk) {
    add(text, chunk);
  }

  synchronized void thinking(Object chunk) {
    add(thinking, chunk);
  }

  private void add(List<Object> kept, Object chunk) {
    if (closed) {
      return;
    }
    chunks++;
    if (kept.size() < MAX_CHUNKS) {
      kept.add(chunk);
    } else {
      dropped++;
    }
  }

  /** The whole answer is there: the pieces are not needed any more. */
  synchronized void complete() {
    closed = true;
    text.clear();
    thinking.clear();
  }

  /** Nothing is added any more; the pieces stay. */
  synchronized void close() {
    closed = true;
  }

  synchronized List<Message> render() {
    List<Part> parts = new ArrayList<>();
    if (!thinking.isEmpty()) {
      parts.add(new Part.Reasoning(join(thinking)));
    }
    if (!text.isEmpty()) {
      parts.add(new Part.Text(join(text)));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  synchronized Map<String, @Nullable Object> details() {
    return dropped == 0 ? Map.of() : Map.of("dropped_chunks", dropped);
  }

  synchronized long retainedBytes() {
    return (long) ROUGH_CHUNK_BYTES * chunks;
  }

  private static String join(List<Object> chunks) {
    StringBuilder joined = new StringBuilder();
    for (Object chunk : chunks) {
      // PartialResponse exists since 1.8 only; PartialThinking has the same accessor.
      Object piece = chunk instanceof String ? chunk : Accessors.read(chunk, "text");
      if (piece != null) {
        joined.append(piece);
      }
    }
    return joined.toString();
  }
}
