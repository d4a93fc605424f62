// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsestream;

import com.openai.core.JsonField;
import com.openai.models.responses.ResponseStreamEvent;
import dev.clew.instrumentation.openai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of {@code createStreaming}, by far the most frequent ones. Uses compiled calls,
 * so that a text delta costs almost nothing.
 */
final class PlainEvents {
  /** Accessors of events added after 1.1, with the kind of their text. */
  private static final Map<String, String> NEWER_DELTAS =
      Map.of(
          "reasoningSummaryTextDelta", StreamedItem.SUMMARY,
          "reasoningTextDelta", StreamedItem.REASONING,
          "customToolCallInputDelta", StreamedItem.INPUT,
          "mcpCallArgumentsDelta", StreamedItem.ARGUMENTS,
          "codeInterpreterCallCodeDelta", StreamedItem.CODE);

  private PlainEvents() {}

  static void read(ResponseStreamEvent event, ResponseEvents into) {
    if (event.isOutputTextDelta()) {
      var delta = event.asOutputTextDelta();
      append(into, delta._outputIndex(), StreamedItem.TEXT, delta._delta());
    } else if (event.isFunctionCallArgumentsDelta()) {
      var delta = event.asFunctionCallArgumentsDelta();
      append(into, delta._outputIndex(), StreamedItem.ARGUMENTS, delta._delta());
    } else if (event.isRefusalDelta()) {
      var delta = event.asRefusalDelta();
      append(into, delta._outputIndex(), StreamedItem.REFUSAL, delta._delta());
    } else if (event.isOutputItemAdded()) {
      var added = event.asOutputItemAdded();
      into.keep(value(added._outputIndex()), false, value(added._item()));
    } else if (event.isOutputItemDone()) {
      var done = event.asOutputItemDone();
      into.keep(value(done._outputIndex()), true, value(done._item()));
    } else if (event.isError()) {
      var error = event.asError();
      into.fail(text(error._code()), text(error._message()));
    } else {
      readNewerOrTerminal(event, into);
    }
  }

  private static void readNewerOrTerminal(ResponseStreamEvent event, ResponseEvents into) {
    if (event.isCreated()) {
      into.begin(value(event.asCreated()._response()));
    } else if (event.isCompleted()) {
      into.terminate(value(event.asCompleted()._response()));
    } else if (event.isIncomplete()) {
      into.terminate(value(event.asIncomplete()._response()));
    } else if (event.isFailed()) {
      into.terminate(value(event.asFailed()._response()));
    } else {
      readNewerDelta(event, into);
    }
  }

  private static void readNewerDelta(ResponseStreamEvent event, ResponseEvents into) {
    for (Map.Entry<String, String> newer : NEWER_DELTAS.entrySet()) {
      Object delta = Fields.BY_NAME.read(event, newer.getKey());
      if (delta != null) {
        NamedEvents.append(delta, newer.getValue(), into);
        return;
      }
    }
  }

  private static void append(
      ResponseEvents into, JsonField<Long> index, String kind, JsonField<String> piece) {
    into.append(value(index), kind, text(piece));
  }

  private static @Nullable String text(JsonField<String> field) {
    return field.asString().orElse(null);
  }

  private static <T> @Nullable T value(JsonField<T> field) {
    return field.asKnown().orElse(null);
  }
}
