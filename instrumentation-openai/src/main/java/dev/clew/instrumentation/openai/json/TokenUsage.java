// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import dev.clew.api.data.Usage;
import dev.clew.kit.value.JsonTree;
import org.jspecify.annotations.Nullable;

/** Reads token counts. */
public final class TokenUsage {
  private TokenUsage() {}

  /** Parses the {@code usage} object of a chat completion; null if it is empty. */
  public static @Nullable Usage ofChat(JsonTree usage) {
    if (usage.isEmpty()) {
      return null;
    }
    JsonTree prompt = usage.object("prompt_tokens_details");
    JsonTree completion = usage.object("completion_tokens_details");
    Long cached = prompt.number("cached_tokens");
    return new Usage(
        usage.number("prompt_tokens"),
        usage.number("completion_tokens"),
        usage.number("total_tokens"),
        cached != null ? cached : usage.number("prompt_cache_hit_tokens"), // DeepSeek's name
        prompt.number("cache_write_tokens"),
        completion.number("reasoning_tokens"),
        prompt.number("audio_tokens"),
        completion.number("audio_tokens"),
        false);
  }

  /**
   * Parses the {@code usage} object of a response, image or transcript; null if there are no
   * counts.
   */
  public static @Nullable Usage ofResponse(JsonTree usage) {
    if (usage.number("input_tokens") == null && usage.number("output_tokens") == null) {
      return null;
    }
    JsonTree input = usage.object("input_tokens_details");
    input = input.isEmpty() ? usage.object("input_token_details") : input; // transcripts, realtime
    JsonTree output = usage.object("output_tokens_details");
    output = output.isEmpty() ? usage.object("output_token_details") : output; // realtime
    return new Usage(
        usage.number("input_tokens"),
        usage.number("output_tokens"),
        usage.number("total_tokens"),
        input.number("cached_tokens"),
        input.number("cache_write_tokens"),
        output.number("reasoning_tokens"),
        input.number("audio_tokens"),
        output.number("audio_tokens"),
        false);
  }
}
