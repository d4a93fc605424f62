// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.Usages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Reads an answer of Converse or a model's body by its fields: those of Anthropic, Amazon (Nova,
 * Titan), Meta, Mistral, Cohere and OpenAI. Of other formats, the tokens at least: the service
 * counts them itself.
 *
 * @param response whose headers may have the counts
 */
record Answer(JsonTree json, @Nullable Object response) {
  private static final String HEADER = "x-amzn-bedrock-";
  private static final String GUARDRAIL = "guardrail";
  private static final String TRACE = "trace";

  @Nullable String id() {
    String id = json.text("id");
    return id != null ? id : json.text("generation_id");
  }

  @Nullable String model() {
    return json.text("model");
  }

  /** Returns the alternatives of an answer, each with its message and its reason to end. */
  private List<JsonTree> choices() {
    for (String several : List.of("choices", "results", "outputs", "generations")) {
      List<JsonTree> choices = json.objects(several);
      if (!choices.isEmpty()) {
        return choices;
      }
    }
    return List.of(json);
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (JsonTree choice : choices()) {
      JsonTree output = choice.object("output").object("message");
      JsonTree message = output.isEmpty() ? choice.object("message") : output;
      List<Part> parts = new ArrayList<>(ContentBlocks.parts(message.isEmpty() ? choice : message));
      for (String field : List.of("outputText", "generation", "text", "completion")) {
        String text = choice.text(field);
        if (text != null) {
          parts.add(0, new Part.Text(text));
        }
      }
      if (!parts.isEmpty()) {
        messages.add(Message.of("assistant", parts));
      }
    }
    return messages;
  }

  List<String> finishReasons() {
    return choices().stream().map(Answer::reason).filter(Objects::nonNull).toList();
  }

  /** Returns why a message or a chunk of one ends, or null. */
  static @Nullable String reason(JsonTree choice) {
    for (String name : List.of("stopReason", "stop_reason", "finish_reason", "completionReason")) {
      String reason = choice.text(name);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  /** Returns whether a guardrail changed or replaced the answer. */
  boolean isIntervened() {
    return finishReasons().contains("guardrail_intervened")
        || "INTERVENED".equals(json.text("amazon-bedrock-guardrailAction"));
  }

  /** Returns what a guardrail reports, if it was asked to. */
  Map<String, @Nullable Object> guardrail() {
    JsonTree found = json.object(TRACE).object(GUARDRAIL);
    return found.isEmpty()
        ? json.object("amazon-bedrock-trace").object(GUARDRAIL).values()
        : found.values();
  }

  Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> details = json.only(List.of("additionalModelResponseFields"));
    details.putAll(json.object(TRACE).only(List.of("promptRouter")));
    Long latency = json.object("metrics").number("latencyMs");
    if (latency != null) {
      details.put("latency_ms", latency);
    }
    return details;
  }

  /** Returns the maker's counts if there are any, otherwise the service's. */
  @Nullable Usage usage() {
    List<JsonTree> counts =
        List.of(json.object("usage"), json.object(StreamedAnswer.METRICS), ofHeaders(), json);
    return counts.stream().map(Answer::usage).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** What is in the cache is counted beside the input. */
  private static @Nullable Usage usage(JsonTree counts) {
    Long input =
        number(
            counts,
            "inputTokens input_tokens prompt_tokens inputTokenCount prompt_token_count"
                + " inputTextTokenCount");
    Long output =
        number(
            counts,
            "outputTokens output_tokens completion_tokens outputTokenCount"
                + " generation_token_count");
    for (JsonTree result : counts.objects("results")) {
      output = output == null ? result.number("tokenCount") : output;
    }
    Long read =
        number(counts, "cacheReadInputTokens cacheReadInputTokenCount cache_read_input_tokens");
    Long written =
        number(
            counts, "cacheWriteInputTokens cacheWriteInputTokenCount cache_creation_input_tokens");
    return input == null ? null : Usages.withCacheApart(input, output, null, read, written, null);
  }

  private static @Nullable Long number(JsonTree counts, String names) {
    for (String name : names.split(" ", -1)) {
      Long count = counts.number(name);
      if (count != null) {
        return count;
      }
    }
    return null;
  }

  /** Returns the counts in the headers, under the names that they have elsewhere. */
  private JsonTree ofHeaders() {
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    if (!(response instanceof SdkResponse answer) || Sdk.own(answer) == null) {
      return JsonTree.EMPTY;
    }
    for (String name :
        List.of("inputToken", "outputToken", "cacheReadInputToken", "cacheWriteInputToken")) {
      String header = HEADER + name.replaceAll("([A-Z])", "-$1") + "-Count";
      String count = answer.sdkHttpResponse().firstMatchingHeader(header).orElse("");
      if (count.matches("\\d{1,18}")) {
        counts.put(name + "Count", Long.valueOf(count));
      }
    }
    return new JsonTree(counts);
  }
}
