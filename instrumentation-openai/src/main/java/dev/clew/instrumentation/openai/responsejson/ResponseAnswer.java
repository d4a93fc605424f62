// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsejson;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a {@code response} object, complete or assembled from events; empty if there is none.
 */
public record ResponseAnswer(JsonTree json) {
  private static final Set<String> NOT_DETAILS =
      Set.of(
          "id",
          "object",
          "created_at",
          "model",
          "output",
          "usage",
          "instructions",
          "tools",
          "previous_response_id",
          "conversation");

  private static final Set<String> UNFINISHED = Set.of("queued", "in_progress");

  public @Nullable String id() {
    return json.text("id");
  }

  public @Nullable String model() {
    return json.text("model");
  }

  public @Nullable String status() {
    return json.text("status");
  }

  public @Nullable String previousResponseId() {
    return json.text("previous_response_id");
  }

  public @Nullable String conversation() {
    String id = json.object("conversation").text("id");
    return id != null ? id : json.text("conversation");
  }

  public @Nullable String instructions() {
    return json.text("instructions");
  }

  /** Returns all output items as one message, because the API has only one choice. */
  public List<Message> messages() {
    List<Part> parts = new ArrayList<>();
    for (JsonTree item : json.objects("output")) {
      parts.addAll(ResponseItems.parts(item));
    }
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  /** Returns one message per output item, because a compaction's items form a conversation. */
  public List<Message> items() {
    return json.objects("output").stream().map(ResponseItems::message).toList();
  }

  /**
   * Returns the reason of an incomplete response, or the status; empty for an interrupted stream.
   */
  public List<String> finishReasons() {
    String reason = json.object("incomplete_details").text("reason");
    reason = reason != null ? reason : json.text("status");
    return reason == null || UNFINISHED.contains(reason) ? List.of() : List.of(reason);
  }

  public @Nullable Usage usage() {
    return TokenUsage.ofResponse(json.object("usage"));
  }

  /** Returns all other fields except those that only repeat the request. */
  public Map<String, @Nullable Object> details(ResponseRequest request) {
    Map<String, @Nullable Object> details = json.without(NOT_DETAILS);
    details
        .entrySet()
        .removeIf(
            entry ->
                entry.getValue() == null
                    || Objects.equals(
                        entry.getValue(), request.json().values().get(entry.getKey())));
    List<Object> annotations = new ArrayList<>();
    for (JsonTree item : json.objects("output")) {
      for (JsonTree part : item.objects("content")) {
        annotations.addAll(part.list("annotations"));
      }
    }
    if (!annotations.isEmpty()) {
      details.put("annotations", annotations);
    }
    return details;
  }
}
