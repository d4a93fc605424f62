// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.trace.SpanError;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of a streamed interaction, assembled when the span is rendered. The lock is held for
 * one event. Bounded; the excess is counted.
 */
final class InteractionEvents {
  private static final int MAX_EVENTS = 10_000;
  private static final long PER_EVENT = 256;

  private final List<Object> events = new ArrayList<>();
  private @Nullable Object interaction;
  private @Nullable SpanError error;
  private boolean complete;
  private boolean sealed;
  private long dropped;

  /** Adds an event; returns the id of the interaction if the event names it. */
  synchronized @Nullable String add(Object event) {
    Object data = Fields.read(event, "data");
    String type = String.valueOf(Fields.text(data, "eventType"));
    switch (type) {
      case "interaction.created", "interaction.completed" -> {
        interaction = Fields.read(data, "interaction");
        complete |= type.endsWith("completed");
        return Fields.text(interaction, "id");
      }
      case "error" -> {
        Object sent = Fields.read(data, "error");
        String code = Fields.text(sent, "code");
        error = SpanError.of(code == null ? "error" : code, Fields.text(sent, "message"));
      }
      case "step.start", "step.delta" -> {
        if (sealed || events.size() == MAX_EVENTS) {
          dropped++;
        } else if (data != null) {
          events.add(data);
        }
      }
      default -> {}
    }
    return null;
  }

  synchronized boolean isComplete() {
    return complete;
  }

  synchronized @Nullable SpanError error() {
    return error;
  }

  synchronized long dropped() {
    return dropped;
  }

  synchronized long retainedBytes() {
    return PER_EVENT * events.size();
  }

  /** Returns the steps that have begun. */
  synchronized List<?> begun() {
    return events.stream()
        .map(event -> Fields.read(event, "step"))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Returns the interaction as the stream last described it, or null. */
  synchronized @Nullable Object interaction() {
    return interaction;
  }

  /** Returns the answer so far in the format of a complete one, and ignores later events. */
  JsonTree seal() {
    List<Object> arrived;
    Object latest;
    synchronized (this) {
      sealed = true;
      arrived = List.copyOf(events);
      latest = interaction;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>(InteractionJson.read(latest).values());
    if (!(json.get("steps") instanceof List<?> steps) || steps.isEmpty()) {
      json.put("steps", steps(arrived));
    }
    return new JsonTree(json);
  }

  private static List<Object> steps(List<Object> events) {
    Map<Long, Map<String, @Nullable Object>> steps = new TreeMap<>();
    for (Object event : events) {
      JsonTree json = InteractionJson.read(event);
      Long number = json.number("index");
      long index = number == null ? 0 : number;
      JsonTree step = json.object("step");
      if (!step.isEmpty()) {
        steps.put(index, new LinkedHashMap<>(step.values()));
      } else {
        append(steps.computeIfAbsent(index, i -> output()), json.object("delta"));
      }
    }
    return new ArrayList<>(steps.values());
  }

  private static Map<String, @Nullable Object> output() {
    Map<String, @Nullable Object> step = new LinkedHashMap<>();
    step.put("type", "model_output");
    return step;
  }

  private static void append(Map<String, @Nullable Object> step, JsonTree delta) {
    String arguments = delta.text("arguments");
    if (arguments != null) {
      step.put(
          "arguments",
          step.get("arguments") instanceof String first ? first + arguments : arguments);
      return;
    }
    boolean thought = "thought".equals(step.get("type"));
    String key = thought ? "summary" : "content";
    // A thought's summary is a content within its delta.
    JsonTree piece = delta.object("content").isEmpty() ? delta : delta.object("content");
    List<Object> pieces =
        step.get(key) instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    JsonTree last = JsonTree.of(pieces.isEmpty() ? null : pieces.get(pieces.size() - 1));
    if (piece.text("text") != null && last.text("text") != null) {
      Map<String, @Nullable Object> joined = new LinkedHashMap<>(last.values());
      joined.put("text", last.textOrEmpty("text") + piece.textOrEmpty("text"));
      pieces.set(pieces.size() - 1, joined);
    } else if (!piece.textOrEmpty("type").equals("thought_signature")) {
      pieces.add(piece.values());
    }
    step.put(key, pieces);
  }
}
