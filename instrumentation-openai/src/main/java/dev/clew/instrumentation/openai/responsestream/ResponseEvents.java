// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsestream;

import com.openai.models.responses.ResponseStreamEvent;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events of a streamed response, on the thread that reads them.
 *
 * <p>The last event contains the complete response; then nothing else is kept. Until it arrives,
 * the output is assembled from finished items and the deltas of unfinished ones. Events of unknown
 * or irrelevant types are ignored.
 *
 * <p>The lock is held for one append, never while rendering.
 */
public final class ResponseEvents {
  private static final int MAX_ITEMS = 256;

  private final TextBudget budget = new TextBudget(1_000_000);
  private final Map<Long, StreamedItem> items = new TreeMap<>();
  private @Nullable Object announced;
  private @Nullable Object terminal;
  private @Nullable SpanError error;
  private boolean sealed;

  /**
   * Records the next event, of any of the library's four unions.
   *
   * @return whether the event contained the response
   */
  public synchronized boolean add(Object event) {
    if (sealed) {
      return false;
    }
    Object announcedBefore = announced;
    Object terminalBefore = terminal;
    if (event instanceof ResponseStreamEvent plain) {
      PlainEvents.read(plain, this);
    } else {
      NamedEvents.read(event, this);
    }
    return announced != announcedBefore || terminal != terminalBefore;
  }

  // The methods up to terminal() are called by the event readers, under the lock of add().

  void begin(@Nullable Object response) {
    announced = response;
  }

  void terminate(@Nullable Object response) {
    terminal = response;
    if (response != null) {
      items.clear();
    }
  }

  void fail(@Nullable String code, @Nullable String message) {
    error = SpanError.of(code == null ? "error" : code, message);
  }

  void append(@Nullable Long index, String kind, @Nullable String piece) {
    StreamedItem item = item(index);
    if (item != null) {
      item.append(kind, piece, budget);
    }
  }

  void keep(@Nullable Long index, boolean done, @Nullable Object content) {
    StreamedItem item = item(index);
    if (item != null && content != null) {
      item.keep(content, done);
    }
  }

  private @Nullable StreamedItem item(@Nullable Long index) {
    if (terminal != null) {
      return null;
    }
    long key = index == null ? 0 : index;
    StreamedItem item = items.get(key);
    if (item == null && items.size() < MAX_ITEMS) {
      item = new StreamedItem();
      items.put(key, item);
    }
    return item;
  }

  /** Returns the response that ended the stream, or null. */
  public synchronized @Nullable Object terminal() {
    return terminal;
  }

  /** Returns the response announced by the stream, or null. */
  public synchronized @Nullable Object announced() {
    return announced;
  }

  /** Returns the error reported by the stream, or null. */
  public synchronized @Nullable SpanError error() {
    return error;
  }

  /** Returns how many characters were dropped. */
  public synchronized long droppedCharacters() {
    return terminal == null ? budget.dropped() : 0;
  }

  /** Returns roughly how many bytes the text occupies so far. */
  public synchronized long retainedBytes() {
    return terminal == null ? 2 * budget.used() : 0;
  }

  /** Returns the answer so far in the format of a complete one, and ignores later events. */
  public JsonTree seal() {
    Object complete;
    Object first;
    List<StreamedItem> received;
    synchronized (this) {
      sealed = true;
      complete = terminal;
      first = announced;
      received = List.copyOf(items.values());
    }
    if (complete != null) {
      return OpenAiJson.read(complete);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (first != null) {
      json.putAll(OpenAiJson.read(first).values());
    }
    List<Object> output = new ArrayList<>();
    received.forEach(item -> output.add(item.toJson()));
    json.put("output", output);
    return new JsonTree(json);
  }
}
