// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import com.openai.core.JsonField;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseStreamEvent;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.TextBudget;
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
final class ResponseEvents {
  private static final int MAX_ITEMS = 256;

  private final TextBudget budget = new TextBudget(1_000_000);
  private final Map<Long, StreamedItem> items = new TreeMap<>();
  private @Nullable Response begun;
  private @Nullable Response terminal;
  private @Nullable SpanError error;
  private boolean sealed;

  synchronized void add(ResponseStreamEvent event) {
    if (sealed) {
      return;
    }
    if (event.isOutputTextDelta()) {
      var delta = event.asOutputTextDelta();
      append(delta._outputIndex(), StreamedItem.TEXT, delta._delta());
    } else if (event.isFunctionCallArgumentsDelta()) {
      var delta = event.asFunctionCallArgumentsDelta();
      append(delta._outputIndex(), StreamedItem.ARGUMENTS, delta._delta());
    } else if (event.isRefusalDelta()) {
      var delta = event.asRefusalDelta();
      append(delta._outputIndex(), StreamedItem.REFUSAL, delta._delta());
    } else if (event.isOutputItemAdded()) {
      var added = event.asOutputItemAdded();
      keep(added._outputIndex(), false, added._item().asKnown().orElse(null));
    } else if (event.isOutputItemDone()) {
      var done = event.asOutputItemDone();
      keep(done._outputIndex(), true, done._item().asKnown().orElse(null));
    } else if (event.isError()) {
      var sent = event.asError();
      String code = sent._code().asString().orElse("error");
      error = SpanError.of(code, sent._message().asString().orElse(null));
    } else {
      addNewerOrTerminal(event);
    }
  }

  private void addNewerOrTerminal(ResponseStreamEvent event) {
    if (event.isCreated()) {
      begun = event.asCreated()._response().asKnown().orElse(null);
    } else if (event.isCompleted()) {
      terminate(event.asCompleted()._response());
    } else if (event.isIncomplete()) {
      terminate(event.asIncomplete()._response());
    } else if (event.isFailed()) {
      terminate(event.asFailed()._response());
    } else {
      Object delta = Accessors.read(event, "reasoningSummaryTextDelta"); // since 1.2
      if (delta != null
          && Accessors.read(delta, "_outputIndex") instanceof Long index
          && Accessors.read(delta, "_delta") instanceof String text) {
        append(JsonField.of(index), StreamedItem.SUMMARY, JsonField.of(text));
      }
    }
  }

  private void terminate(JsonField<Response> response) {
    terminal = response.asKnown().orElse(null);
    if (terminal != null) {
      items.clear();
    }
  }

  private void append(JsonField<Long> index, String kind, JsonField<String> piece) {
    StreamedItem item = item(index);
    if (item != null) {
      item.append(kind, piece.asString().orElse(null), budget);
    }
  }

  private void keep(JsonField<Long> index, boolean done, @Nullable Object content) {
    StreamedItem item = item(index);
    if (item != null && content != null) {
      item.keep(content, done);
    }
  }

  private @Nullable StreamedItem item(JsonField<Long> index) {
    if (terminal != null) {
      return null;
    }
    long key = index.asKnown().orElse(0L);
    StreamedItem item = items.get(key);
    if (item == null && items.size() < MAX_ITEMS) {
      item = new StreamedItem();
      items.put(key, item);
    }
    return item;
  }

  /** Returns the response that the stream ended with, or null. */
  synchronized @Nullable Response terminal() {
    return terminal;
  }

  /** Returns the error that the stream told of, or null. */
  synchronized @Nullable SpanError error() {
    return error;
  }

  synchronized long droppedCharacters() {
    return terminal == null ? budget.dropped() : 0;
  }

  synchronized long retainedBytes() {
    return terminal == null ? 2 * budget.used() : 0;
  }

  /** Returns the answer so far in the form of a whole one, and takes no more events. */
  JsonTree seal() {
    Response whole;
    Response first;
    List<StreamedItem> came;
    synchronized (this) {
      sealed = true;
      whole = terminal;
      first = begun;
      came = List.copyOf(items.values());
    }
    if (whole != null) {
      return JsonTree.read(whole);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (first != null) {
      json.putAll(JsonTree.read(first).values());
    }
    List<Object> output = new ArrayList<>();
    came.forEach(item -> output.add(item.toJson()));
    json.put("output", output);
    return new JsonTree(json);
  }
}
