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
 * <p>The last event carries the whole response, and then nothing else is kept. Until it comes, what
 * the model has said is put together from finished items and pieces of unfinished ones. Events of
 * types that Clew does not know, or does not need, are passed over.
 *
 * <p>The lock is held for one append, never while rendering.
 */
public final class ResponseEvents {
  private static final int MAX_ITEMS = 256;

  private final TextBudget budget = new TextBudget(1_000_000);
  private final Map<Long, StreamedItem> items = new TreeMap<>();
  private @Nullable Object begun;
  private @Nullable Object terminal;
  private @Nullable SpanError error;
  private boolean sealed;

  /**
   * Takes the next event, of whichever of the library's four kinds.
   *
   * @return whether it had the response with it
   */
  public synchronized boolean add(Object event) {
    if (sealed) {
      return false;
    }
    Object begunBefore = begun;
    Object terminalBefore = terminal;
    if (event instanceof ResponseStreamEvent plain) {
      PlainEvents.read(plain, this);
    } else {
      NamedEvents.read(event, this);
    }
    return begun != begunBefore || terminal != terminalBefore;
  }

  // What follows until terminal() is for the readers of events, under the lock of add().

  void begin(@Nullable Object response) {
    begun = response;
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

  /** Returns the response that the stream ended with, or null. */
  public synchronized @Nullable Object terminal() {
    return terminal;
  }

  /** Returns the response as the stream announced it, or null. */
  public synchronized @Nullable Object begun() {
    return begun;
  }

  /** Returns the error that the stream told of, or null. */
  public synchronized @Nullable SpanError error() {
    return error;
  }

  /** Returns how much of the text was not kept. */
  public synchronized long droppedCharacters() {
    return terminal == null ? budget.dropped() : 0;
  }

  /** Returns roughly what the text kept so far takes. */
  public synchronized long retainedBytes() {
    return terminal == null ? 2 * budget.used() : 0;
  }

  /** Returns the answer so far in the form of a whole one, and takes no more events. */
  public JsonTree seal() {
    Object whole;
    Object first;
    List<StreamedItem> came;
    synchronized (this) {
      sealed = true;
      whole = terminal;
      first = begun;
      came = List.copyOf(items.values());
    }
    if (whole != null) {
      return OpenAiJson.read(whole);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (first != null) {
      json.putAll(OpenAiJson.read(first).values());
    }
    List<Object> output = new ArrayList<>();
    came.forEach(item -> output.add(item.toJson()));
    json.put("output", output);
    return new JsonTree(json);
  }
}
