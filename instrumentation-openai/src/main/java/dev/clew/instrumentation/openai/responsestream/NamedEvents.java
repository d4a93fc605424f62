// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsestream;

import com.openai.core.JsonObject;
import com.openai.core.JsonString;
import com.openai.core.JsonValue;
import dev.clew.instrumentation.openai.json.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of {@code beta().responses()} and WebSockets, which only newer versions have:
 * three unions whose classes differ from the plain ones, and from each other, only by name.
 */
final class NamedEvents {
  private record Kind(String accessor, String name) {}

  private static final List<Kind> DELTAS =
      List.of(
          new Kind("responseOutputTextDelta", StreamedItem.TEXT),
          new Kind("responseFunctionCallArgumentsDelta", StreamedItem.ARGUMENTS),
          new Kind("responseReasoningSummaryTextDelta", StreamedItem.SUMMARY),
          new Kind("responseRefusalDelta", StreamedItem.REFUSAL),
          new Kind("responseReasoningTextDelta", StreamedItem.REASONING),
          new Kind("responseCustomToolCallInputDelta", StreamedItem.INPUT),
          new Kind("responseMcpCallArgumentsDelta", StreamedItem.ARGUMENTS),
          new Kind("responseCodeInterpreterCallCodeDelta", StreamedItem.CODE));

  private static final List<String> TERMINAL =
      List.of("response.completed", "response.incomplete", "response.failed");

  private NamedEvents() {}

  static void read(Object event, ResponseEvents into) {
    for (Kind kind : DELTAS) {
      Object delta = Fields.BY_NAME.read(event, kind.accessor());
      if (delta != null) {
        append(delta, kind.name(), into);
        return;
      }
    }
    if (!readItem(event, into) && !readEnd(event, into)) {
      readUnparsed(Fields.BY_NAME.read(event, "_json"), into);
    }
  }

  static void append(Object delta, String kind, ResponseEvents into) {
    into.append(index(delta), kind, Fields.BY_NAME.text(delta, "_delta"));
  }

  private static boolean readItem(Object event, ResponseEvents into) {
    Object done = Fields.BY_NAME.read(event, "responseOutputItemDone");
    Object item = done != null ? done : Fields.BY_NAME.read(event, "responseOutputItemAdded");
    if (item != null) {
      into.keep(index(item), done != null, Fields.BY_NAME.read(item, "_item"));
    }
    return item != null;
  }

  private static boolean readEnd(Object event, ResponseEvents into) {
    Object created = Fields.BY_NAME.read(event, "responseCreated");
    Object ended =
        Fields.BY_NAME.first(event, "responseCompleted", "responseIncomplete", "responseFailed");
    Object error = Fields.BY_NAME.read(event, "error");
    if (created != null) {
      into.begin(Fields.BY_NAME.read(created, "_response"));
    } else if (ended != null) {
      into.terminate(Fields.BY_NAME.read(ended, "_response"));
    } else if (error != null) {
      Object inner = Fields.BY_NAME.read(error, "_error"); // for WebSockets
      Object fields = inner != null ? inner : error;
      into.fail(Fields.BY_NAME.text(fields, "_code"), Fields.BY_NAME.text(fields, "_message"));
    }
    return created != null || ended != null || error != null;
  }

  /** An event whose content the library could not parse still ends the stream. */
  private static void readUnparsed(@Nullable Object json, ResponseEvents into) {
    if (!(json instanceof JsonObject object)) {
      return;
    }
    String type = object.values().get("type") instanceof JsonString text ? text.value() : "";
    if (type.equals("error")) {
      into.fail(null, null);
    } else if (TERMINAL.contains(type)) {
      JsonValue response = object.values().get("response");
      into.terminate(response == null ? object : response);
    }
  }

  private static @Nullable Long index(Object event) {
    return Fields.BY_NAME.read(event, "_outputIndex") instanceof Long index ? index : null;
  }
}
