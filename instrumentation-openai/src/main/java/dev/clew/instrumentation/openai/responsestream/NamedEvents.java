// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsestream;

import com.openai.core.JsonObject;
import com.openai.core.JsonString;
import com.openai.core.JsonValue;
import dev.clew.instrumentation.openai.json.Accessors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of {@code beta().responses()} and of WebSockets, which only newer versions have:
 * three unions of classes that differ from the plain one, and from each other, in nothing but their
 * names.
 */
final class NamedEvents {
  private record Kind(String accessor, String name) {}

  private static final List<Kind> PIECES =
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
    for (Kind kind : PIECES) {
      Object piece = Accessors.read(event, kind.accessor());
      if (piece != null) {
        append(piece, kind.name(), into);
        return;
      }
    }
    if (!readItem(event, into) && !readEnd(event, into)) {
      readUnfit(Accessors.read(event, "_json"), into);
    }
  }

  static void append(Object piece, String kind, ResponseEvents into) {
    into.append(index(piece), kind, Accessors.text(piece, "_delta"));
  }

  private static boolean readItem(Object event, ResponseEvents into) {
    Object done = Accessors.read(event, "responseOutputItemDone");
    Object item = done != null ? done : Accessors.read(event, "responseOutputItemAdded");
    if (item != null) {
      into.keep(index(item), done != null, Accessors.read(item, "_item"));
    }
    return item != null;
  }

  private static boolean readEnd(Object event, ResponseEvents into) {
    Object created = Accessors.read(event, "responseCreated");
    Object ended =
        Accessors.first(event, "responseCompleted", "responseIncomplete", "responseFailed");
    Object error = Accessors.read(event, "error");
    if (created != null) {
      into.begin(Accessors.read(created, "_response"));
    } else if (ended != null) {
      into.terminate(Accessors.read(ended, "_response"));
    } else if (error != null) {
      Object inner = Accessors.read(error, "_error"); // of WebSockets
      Object said = inner != null ? inner : error;
      into.fail(Accessors.text(said, "_code"), Accessors.text(said, "_message"));
    }
    return created != null || ended != null || error != null;
  }

  /** An event whose content the library could not make sense of is an end all the same. */
  private static void readUnfit(@Nullable Object json, ResponseEvents into) {
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
    return Accessors.read(event, "_outputIndex") instanceof Long index ? index : null;
  }
}
