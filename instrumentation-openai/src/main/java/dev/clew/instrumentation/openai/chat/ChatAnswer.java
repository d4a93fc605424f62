// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a {@code chat.completion}, complete or assembled from chunks; empty if there is none.
 */
record ChatAnswer(JsonTree json) {
  /** {@code obfuscation} is padding that prevents guesses from packet sizes. */
  private static final Set<String> NOT_DETAILS =
      Set.of("id", "object", "created", "model", "choices", "usage", "obfuscation");

  private static final Set<String> READ_OF_CHOICES =
      Set.of("index", "message", "finish_reason", "logprobs");

  @Nullable String id() {
    return json.text("id");
  }

  @Nullable String model() {
    return json.text("model");
  }

  /**
   * Returns one message per choice.
   *
   * @param audioFormat the audio format of the answer, if it is spoken
   */
  List<Message> messages(@Nullable String audioFormat) {
    List<Message> messages = new ArrayList<>();
    for (JsonTree choice : json.objects("choices")) {
      messages.add(ChatMessages.of(choice.object("message"), audioFormat));
    }
    return messages;
  }

  /** Returns the finish reasons of the choices that have finished. */
  List<String> finishReasons() {
    List<String> reasons = new ArrayList<>();
    for (JsonTree choice : json.objects("choices")) {
      String reason = choice.text("finish_reason");
      if (reason != null) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  @Nullable Usage usage() {
    return TokenUsage.ofChat(json.object("usage"));
  }

  /** Returns {@code system_fingerprint}, {@code service_tier} and any other fields. */
  Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> details = json.without(NOT_DETAILS);
    details.values().removeIf(value -> value == null);
    List<Object> annotations = new ArrayList<>();
    for (JsonTree choice : json.objects("choices")) {
      annotations.addAll(choice.object("message").list("annotations"));
    }
    if (!annotations.isEmpty()) {
      details.put("annotations", annotations);
    }
    List<Object> more = otherFieldsOfChoices();
    if (!more.isEmpty()) {
      details.put("choices", more);
    }
    return details;
  }

  /** Returns any other fields of the choices, such as the results of Azure's content filter. */
  private List<Object> otherFieldsOfChoices() {
    List<Object> others = new ArrayList<>();
    for (JsonTree choice : json.objects("choices")) {
      Map<String, @Nullable Object> rest = choice.without(READ_OF_CHOICES);
      rest.values().removeIf(value -> value == null);
      if (!rest.isEmpty()) {
        rest.put("index", choice.number("index"));
        others.add(rest);
      }
    }
    return others;
  }
}
