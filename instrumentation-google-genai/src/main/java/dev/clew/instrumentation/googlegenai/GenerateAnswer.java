// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of an answer of {@code generateContent}. */
record GenerateAnswer(JsonTree json) {
  private static final String CONTENT = "content";
  private static final String USAGE = "usageMetadata";

  /** The history repeats the earlier calls of a loop, which have spans of their own. */
  private static final Set<String> NOT_DETAILS =
      Set.of(
          "candidates",
          USAGE,
          "modelVersion",
          "responseId",
          "automaticFunctionCallingHistory",
          "sdkHttpResponse");

  private static final Set<String> NOT_DETAILS_OF_CANDIDATE =
      Set.of(CONTENT, "finishReason", "index", "tokenCount");

  @Nullable String id() {
    return json.text("responseId");
  }

  @Nullable String model() {
    return json.text("modelVersion");
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (JsonTree candidate : json.objects("candidates")) {
      List<Part> parts = ContentParts.of(candidate.object(CONTENT).objects("parts"));
      if (!parts.isEmpty()) {
        messages.add(Message.of("assistant", parts));
      }
    }
    return messages;
  }

  List<String> finishReasons() {
    return json.objects("candidates").stream()
        .map(candidate -> candidate.text("finishReason"))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Returns the token counts. The provider counts what is in the cache as part of the prompt, but
   * thoughts beside the answer, and the results of its own tools beside the prompt.
   */
  @Nullable Usage usage() {
    JsonTree usage = json.object(USAGE);
    Long prompt = usage.number("promptTokenCount");
    Long candidates = usage.number("candidatesTokenCount");
    Long thoughts = usage.number("thoughtsTokenCount");
    return prompt == null && candidates == null
        ? null
        : new Usage(
            sum(prompt, usage.number("toolUsePromptTokenCount")),
            sum(candidates, thoughts),
            usage.number("totalTokenCount"),
            usage.number("cachedContentTokenCount"),
            null,
            thoughts,
            audio(usage, "promptTokensDetails"),
            audio(usage, "candidatesTokensDetails"),
            false);
  }

  private static @Nullable Long sum(@Nullable Long first, @Nullable Long second) {
    return first == null ? second : (Long) (first + (second == null ? 0 : second));
  }

  private static @Nullable Long audio(JsonTree usage, String details) {
    return usage.objects(details).stream()
        .filter(each -> "AUDIO".equals(each.text("modality")))
        .map(each -> each.number("tokenCount"))
        .findFirst()
        .orElse(null);
  }

  /** Returns everything else, such as prompt feedback and grounding. */
  Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(json.without(NOT_DETAILS));
    List<JsonTree> candidates = json.objects("candidates");
    if (!candidates.isEmpty()) {
      details.putAll(candidates.get(0).without(NOT_DETAILS_OF_CANDIDATE));
    }
    details.values().removeIf(Objects::isNull);
    return details;
  }
}
