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

/** The JSON of a {@code chat.completion}, whole or put together from chunks; empty if none came. */
record ChatAnswer(JsonTree json) {
  /** {@code obfuscation} is padding against guessing from packet sizes. */
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
   * Returns a message per choice.
   *
   * @param audioFormat the format in which the answer is spoken, if it is
   */
  List<Message> messages(@Nullable String audioFormat) {
    List<Message> messages = new ArrayList<>();
    for (JsonTree choice : json.objects("choices")) {
      messages.add(ChatMessages.of(choice.object("message"), audioFormat));
    }
    return messages;
  }

  /** Returns the reasons of the choices that have finished. */
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

  /** Returns {@code system_fingerprint}, {@code service_tier} and what else there is. */
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
    List<Object> more = furtherOfChoices();
    if (!more.isEmpty()) {
      details.put("choices", more);
    }
    return details;
  }

  /** Returns what choices have besides, such as the verdicts of Azure's content filter. */
  private List<Object> furtherOfChoices() {
    List<Object> further = new ArrayList<>();
    for (JsonTree choice : json.objects("choices")) {
      Map<String, @Nullable Object> rest = choice.without(READ_OF_CHOICES);
      rest.values().removeIf(value -> value == null);
      if (!rest.isEmpty()) {
        rest.put("index", choice.number("index"));
        further.add(rest);
      }
    }
    return further;
  }
}
