// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.MediaHash;
import dev.clew.kit.value.Usages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpHeaders;

/**
 * Reads a model's answer by its fields: those of Anthropic, Amazon (Nova, Titan), Meta, Mistral,
 * Cohere and OpenAI. Of other formats, the tokens at least: the service counts them itself.
 */
final class InvokeAnswer {
  static final String METRICS = "amazon-bedrock-invocationMetrics";
  private static final String ACTION = "amazon-bedrock-guardrailAction";
  private static final String USAGE = "usage";
  private static final String HEADER = "x-amzn-bedrock-";

  private InvokeAnswer() {}

  /**
   * Reads an answer.
   *
   * @param headers those of the response, if it has all of the answer
   */
  static Answer of(JsonTree json, @Nullable SdkHttpHeaders headers) {
    List<JsonTree> choices = choices(json);
    List<Message> messages = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (JsonTree choice : choices) {
      List<Part> parts = parts(choice);
      if (!parts.isEmpty()) {
        messages.add(Message.of("assistant", parts));
      }
      String reason =
          first(choice, "stop_reason", "finish_reason", "completionReason", "stopReason");
      if (reason != null) {
        reasons.add(reason);
      }
    }
    String id = first(json, "id", "generation_id");
    String action = json.text(ACTION);
    return new Answer(
        id,
        json.text("model"),
        messages,
        reasons,
        usage(json, headers),
        json.object("amazon-bedrock-trace").object("guardrail").values(),
        "INTERVENED".equals(action),
        Map.of());
  }

  /** Returns the alternatives of an answer, each with its text or message and its reason to end. */
  private static List<JsonTree> choices(JsonTree json) {
    for (String several : List.of("choices", "results", "outputs", "generations")) {
      List<JsonTree> choices = json.objects(several);
      if (!choices.isEmpty()) {
        return choices;
      }
    }
    return List.of(json);
  }

  private static List<Part> parts(JsonTree choice) {
    JsonTree output = choice.object("output"); // of Nova
    JsonTree holder = output.isEmpty() ? choice : output;
    JsonTree message = holder.object("message");
    List<Part> parts = new ArrayList<>(VendorBlocks.parts(message.isEmpty() ? holder : message));
    for (String field : List.of("outputText", "generation", "text", "completion")) {
      String text = choice.text(field);
      if (text != null && parts.stream().noneMatch(Part.Text.class::isInstance)) {
        parts.add(0, new Part.Text(text));
      }
    }
    for (Object image : choice.list("images")) {
      if (image instanceof String base64) {
        parts.add(MediaHash.ofBase64("image", null, null, base64));
      }
    }
    return parts;
  }

  private static @Nullable String first(JsonTree json, String... fields) {
    for (String field : fields) {
      String text = json.text(field);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** Returns the maker's counts if there are any, otherwise the service's. */
  static @Nullable Usage usage(JsonTree json, @Nullable SdkHttpHeaders headers) {
    JsonTree usage = json.object(USAGE);
    if (usage.number("input_tokens") != null) {
      return Usages.withCacheApart(
          usage.number("input_tokens"),
          usage.number("output_tokens"),
          null,
          usage.number("cache_read_input_tokens"),
          usage.number("cache_creation_input_tokens"),
          null);
    }
    Usage ofAmazon = Converse.usage(usage);
    if (ofAmazon != null) {
      return ofAmazon;
    }
    if (usage.number("prompt_tokens") != null) {
      return new Usage(
          usage.number("prompt_tokens"),
          usage.number("completion_tokens"),
          usage.number("total_tokens"),
          usage.object("prompt_tokens_details").number("cached_tokens"),
          null,
          usage.object("completion_tokens_details").number("reasoning_tokens"),
          null,
          null,
          false);
    }
    JsonTree metrics = json.object(METRICS);
    if (metrics.number("inputTokenCount") != null) {
      return Usages.withCacheApart(
          metrics.number("inputTokenCount"),
          metrics.number("outputTokenCount"),
          null,
          metrics.number("cacheReadInputTokenCount"),
          metrics.number("cacheWriteInputTokenCount"),
          null);
    }
    return headers == null ? counted(json) : ofHeaders(json, headers);
  }

  private static @Nullable Usage ofHeaders(JsonTree json, SdkHttpHeaders headers) {
    Long input = header(headers, "input-token-count");
    return input == null
        ? counted(json)
        : Usages.withCacheApart(
            input,
            header(headers, "output-token-count"),
            null,
            header(headers, "cache-read-input-token-count"),
            header(headers, "cache-write-input-token-count"),
            null);
  }

  private static @Nullable Long header(SdkHttpHeaders headers, String name) {
    try {
      return headers.firstMatchingHeader(HEADER + name).map(Long::valueOf).orElse(null);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** Returns the counts that Llama and Titan put beside the text. */
  private static @Nullable Usage counted(JsonTree json) {
    Long input = json.number("prompt_token_count");
    Long output = json.number("generation_token_count");
    if (input == null) {
      input = json.number("inputTextTokenCount");
      output =
          json.objects("results").stream()
              .map(result -> result.number("tokenCount"))
              .filter(Objects::nonNull)
              .reduce(Long::sum)
              .orElse(null);
    }
    return input == null
        ? null
        : new Usage(
            input,
            output,
            input + (output == null ? 0 : output),
            null,
            null,
            null,
            null,
            null,
            false);
  }
}
