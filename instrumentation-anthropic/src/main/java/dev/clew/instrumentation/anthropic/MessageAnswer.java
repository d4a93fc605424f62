// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.Usages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of an answer of {@code POST /v1/messages}. */
record MessageAnswer(JsonTree json) {
  private static final Set<String> NOT_DETAILS =
      Set.of("id", "type", "role", "model", "content", "stop_reason", "usage");

  private static final Set<String> COUNTED =
      Set.of(
          "input_tokens",
          "output_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens",
          "output_tokens_details");

  @Nullable String id() {
    return json.text("id");
  }

  @Nullable String model() {
    return json.text("model");
  }

  List<Message> messages() {
    List<Part> parts = MessageContent.parts(json);
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  List<String> finishReasons() {
    String reason = json.text("stop_reason");
    return reason == null ? List.of() : List.of(reason);
  }

  /** Returns the token counts; the provider's input excludes the cache. */
  @Nullable Usage usage() {
    JsonTree usage = json.object("usage");
    return usage.number("input_tokens") == null && usage.number("output_tokens") == null
        ? null
        : Usages.withCacheApart(
            usage.number("input_tokens"),
            usage.number("output_tokens"),
            null,
            usage.number("cache_read_input_tokens"),
            usage.number("cache_creation_input_tokens"),
            usage.object("output_tokens_details").number("thinking_tokens"));
  }

  /** Returns everything else, such as the container, and the usage that is not about tokens. */
  Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(json.without(NOT_DETAILS));
    Map<String, @Nullable Object> usage = json.object("usage").without(COUNTED);
    usage.values().removeIf(Objects::isNull);
    details.putAll(usage);
    details.values().removeIf(Objects::isNull);
    return details;
  }
}
