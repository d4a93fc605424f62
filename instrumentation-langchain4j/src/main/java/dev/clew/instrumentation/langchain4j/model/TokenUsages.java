// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.data.Usage;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Usages;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Reads token counts, including details that only the providers' own subclasses have. */
public final class TokenUsages {
  private TokenUsages() {}

  /** Returns {@code usage} with the details of its class, or null if it has no counts. */
  public static @Nullable Usage render(@Nullable TokenUsage usage) {
    if (usage == null || !LibraryObjects.mayCall(usage)) {
      return null;
    }
    Long input = number(usage.inputTokenCount());
    Long output = number(usage.outputTokenCount());
    Long total = number(usage.totalTokenCount());
    if (input == null && output == null && total == null) {
      return null;
    }
    Long cached = first(usage, "inputTokensDetails.cachedTokens", "cachedContentTokenCount");
    Long reasoning = first(usage, "outputTokensDetails.reasoningTokens", "thoughtsTokenCount");
    // APIs with these two counts exclude cached tokens from the input (Anthropic's).
    Long read = first(usage, "cacheReadInputTokens");
    Long written = first(usage, "cacheCreationInputTokens", "cacheWriteInputTokens");
    if (read != null || written != null) {
      return Usages.withCacheApart(input, output, total, read, written, reasoning);
    }
    return new Usage(input, output, total, cached, null, reasoning, null, null, false);
  }

  private static @Nullable Long first(TokenUsage usage, String... paths) {
    for (String path : paths) {
      Object value = usage;
      for (String name : path.split("\\.", -1)) {
        value = Accessors.read(value, name);
      }
      if (value instanceof Number number) {
        return number.longValue();
      }
    }
    return null;
  }

  private static @Nullable Long number(@Nullable Integer count) {
    return count == null ? null : count.longValue();
  }
}
