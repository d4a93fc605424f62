// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Token counts that providers omit or report in their own form. Export thread only. */
public final class Usages {
  private static final int CHARACTERS_PER_TOKEN = 4;

  /** OpenAI's models use this many tokens for the role of each message, including the answer. */
  private static final int TOKENS_PER_MESSAGE = 3;

  private Usages() {}

  /** Returns {@code data} with an estimated usage if it has an answer but no usage. */
  public static GenerationData orEstimate(GenerationData data) {
    return data.usage() != null || data.output().isEmpty()
        ? data
        : data.withUsage(estimate(data.input(), data.tools(), data.output()));
  }

  /**
   * Returns an estimate from the number of characters, accurate to about a third.
   *
   * @param tools the tools offered to the model, which count as input
   */
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

  /**
   * Returns the usage for a provider that excludes cached tokens from the input, as Anthropic does.
   *
   * @param uncached the input without tokens read from or written to the cache
   * @param total the provider's total, or null to compute it
   */
  public static Usage withCacheApart(
      @Nullable Long uncached,
      @Nullable Long output,
      @Nullable Long total,
      @Nullable Long cacheRead,
      @Nullable Long cacheWritten,
      @Nullable Long reasoning) {
    long cached = orZero(cacheRead) + orZero(cacheWritten);
    Long input = uncached == null ? null : (Long) (uncached + cached);
    Long sum = total == null ? null : (Long) (total + cached);
    if (sum == null && input != null && output != null) {
      sum = input + output;
    }
    return new Usage(input, output, sum, cacheRead, cacheWritten, reasoning, null, null, false);
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
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
