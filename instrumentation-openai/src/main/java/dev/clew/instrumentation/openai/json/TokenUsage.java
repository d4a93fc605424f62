// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads token counts, or guesses them where the provider sent none. */
public final class TokenUsage {
  private static final int CHARACTERS_PER_TOKEN = 4;

  /** What OpenAI's models spend on the role of a message, and once on the answer's. */
  private static final int TOKENS_PER_MESSAGE = 3;

  private TokenUsage() {}

  /** Returns what the {@code usage} object of a chat completion says; null if it is empty. */
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

  /** Returns what the {@code usage} object of a response, image or transcript says, or null. */
  public static @Nullable Usage ofResponse(JsonTree usage) {
    if (usage.number("input_tokens") == null && usage.number("output_tokens") == null) {
      return null;
    }
    JsonTree input = usage.object("input_tokens_details");
    input = input.isEmpty() ? usage.object("input_token_details") : input; // of transcripts
    JsonTree output = usage.object("output_tokens_details");
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

  /** Returns a guess from the number of characters, which may be off by a third either way. */
  public static Usage estimate(
      List<Message> input, List<ToolDefinition> tools, List<Message> output) {
    long offered = 0;
    for (ToolDefinition tool : tools) {
      offered += String.valueOf(tool.description()).length();
      offered += String.valueOf(tool.parameters()).length();
    }
    long in = tokens(characters(input) + offered) + TOKENS_PER_MESSAGE * (input.size() + 1L);
    long out = tokens(characters(output));
    return new Usage(in, out, in + out, null, null, null, null, null, true);
  }

  private static long tokens(long characters) {
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  private static long characters(List<Message> messages) {
    long characters = 0;
    for (Message message : messages) {
      for (Part part : message.parts()) {
        characters += characters(part);
      }
    }
    return characters;
  }

  private static long characters(Part part) {
    if (part instanceof Part.Text text) {
      return text.text().length();
    } else if (part instanceof Part.Reasoning reasoning) {
      return reasoning.text().length();
    } else if (part instanceof Part.Refusal refusal) {
      return refusal.text().length();
    } else if (part instanceof Part.ToolCall call) {
      return (long) call.name().length() + call.arguments().length();
    } else if (part instanceof Part.ToolResult result) {
      return result.content().length();
    }
    return 0;
  }
}
