// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanType;
import org.jspecify.annotations.Nullable;

/** Short names of spans, for the tree and the list. */
final class SpanNames {

  private static final int MAX = 200;

  private SpanNames() {}

  static String name(SpanContent content, SpanType type) {
    JsonNode data = content.data();
    String name =
        switch (type) {
          case GENERATION, RESPONSE ->
              first(Json.text(content.more(), "request_model"), content.text("model"));
          case AGENT, FUNCTION, GUARDRAIL, CUSTOM -> Json.text(data, "name");
          case HANDOFF -> handoff(data);
          case EMBEDDING -> {
            String model =
                first(Json.text(content.more(), "request_model"), Json.text(data, "model"));
            yield model == null ? null : "embed " + model;
          }
          case RETRIEVAL -> Json.text(data, "source");
          case MCP_TOOLS -> Json.text(data, "server");
        };
    String fallback = first(name, Json.text(content.clew(), "name"));
    return Excerpts.cut(fallback == null ? type.wire() : fallback, MAX);
  }

  /** The full name of a span that has none of its own. */
  static String label(String name, SpanType type) {
    return type.isModelCall() ? "chat " + name : name;
  }

  static @Nullable String count(@Nullable JsonNode list, String noun) {
    if (list == null || !list.isArray()) {
      return null;
    }
    return list.size() + " " + noun + (list.size() == 1 ? "" : "s");
  }

  static @Nullable String inputs(JsonNode data) {
    long inputs = Json.number(data, "inputs", 0);
    return inputs <= 0 ? null : inputs + (inputs == 1 ? " input" : " inputs");
  }

  private static @Nullable String handoff(JsonNode data) {
    String from = Json.text(data, "from_agent");
    String to = Json.text(data, "to_agent");
    return from == null && to == null ? null : orUnknown(from) + " → " + orUnknown(to);
  }

  private static String orUnknown(@Nullable String name) {
    return name == null ? "?" : name;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null && !one.isEmpty() ? one : other == null || other.isEmpty() ? null : other;
  }
}
