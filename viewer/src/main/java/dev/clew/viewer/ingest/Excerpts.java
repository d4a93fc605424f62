// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The beginnings of a span's input and output. */
final class Excerpts {

  /** The placeholder for content that was not recorded, see docs/trace-format.md. */
  private static final Pattern WITHHELD =
      Pattern.compile("\\[(\\d+ characters|value|(map|list) of \\d+ entries) withheld]");

  private Excerpts() {}

  static @Nullable String input(SpanContent content, int max) {
    SpanType type = content.type();
    if (type.isModelCall()) {
      List<Message> messages = content.input();
      for (int i = messages.size() - 1; i >= 0; i--) {
        if (messages.get(i).role().equals("user")) {
          return excerpt(messages.get(i).plain(), max);
        }
      }
      return messages.isEmpty() ? null : excerpt(messages.get(messages.size() - 1).plain(), max);
    }
    return switch (type) {
      case AGENT -> excerpt(agentInput(content), max);
      case FUNCTION -> excerpt(content.text("input"), max);
      case RETRIEVAL -> excerpt(content.text("query"), max);
      case CUSTOM -> excerpt(Json.textOrJson(Json.child(content.data(), "data").get("input")), max);
      default -> null;
    };
  }

  static @Nullable String output(SpanContent content, int max) {
    SpanType type = content.type();
    if (type.isModelCall()) {
      List<Message> messages = content.output();
      return messages.isEmpty() ? null : excerpt(messages.get(0).plain(), max);
    }
    return switch (type) {
      case AGENT, FUNCTION -> excerpt(content.text("output"), max);
      case CUSTOM ->
          excerpt(Json.textOrJson(Json.child(content.data(), "data").get("output")), max);
      default -> null;
    };
  }

  /** True if the text of this span was left out on purpose. */
  static boolean withheld(@Nullable String input, @Nullable String output) {
    return isMark(input) || isMark(output);
  }

  private static boolean isMark(@Nullable String text) {
    return text != null && text.endsWith(" withheld]") && WITHHELD.matcher(text).matches();
  }

  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }

  private static @Nullable String agentInput(SpanContent content) {
    JsonNode inputs = content.of("inputs");
    if (inputs != null && inputs.isObject() && !inputs.isEmpty()) {
      return Json.textOrJson(inputs.iterator().next());
    }
    return Json.textOrJson(inputs == null ? content.of("input") : inputs);
  }

  private static @Nullable String excerpt(@Nullable String text, int max) {
    return text == null || text.isBlank() ? null : cut(text.strip(), max);
  }
}
