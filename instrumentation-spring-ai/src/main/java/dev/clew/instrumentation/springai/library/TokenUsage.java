// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.library;

import dev.clew.api.data.Usage;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.Providers;
import dev.clew.kit.value.Usages;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads token counts; on the export thread. */
public final class TokenUsage {
  private TokenUsage() {}

  /**
   * Returns the tokens of one call, or null if the provider reported none.
   *
   * @param previous in 1.x, the counts of the rounds before, which are contained in {@code usage}
   */
  public static @Nullable Usage of(
      org.springframework.ai.chat.metadata.@Nullable Usage usage,
      org.springframework.ai.chat.metadata.@Nullable Usage previous,
      @Nullable String provider) {
    if (usage == null || !LibraryObjects.mayCall(usage) || usage == previous) {
      return null; // the library passes on the previous round's counts if there are no new ones
    }
    long[] own = counts(usage);
    long[] before = previous == null ? new long[3] : counts(previous);
    if (before[0] <= own[0] && before[1] <= own[1]) {
      Arrays.setAll(own, i -> own[i] - before[i]);
    }
    return own[2] == 0 ? null : of(usage, own, Providers.ANTHROPIC.equals(provider));
  }

  private static long[] counts(org.springframework.ai.chat.metadata.Usage usage) {
    return Stream.of("getPromptTokens", "getCompletionTokens", "getTotalTokens")
        .map(accessor -> LibraryObjects.READER.number(usage, accessor))
        .mapToLong(count -> count == null ? 0 : count)
        .toArray();
  }

  private static Usage of(
      org.springframework.ai.chat.metadata.Usage usage, long[] counts, boolean cacheApart) {
    // In 1.x only the provider's own object has the details.
    Object own = usage.getNativeUsage();
    LibraryReader reader = LibraryObjects.READER;
    Object prompt = reader.read(own, "promptTokensDetails");
    Object completion = reader.read(own, "completionTokenDetails");
    Long read =
        first(
            reader.number(usage, "getCacheReadInputTokens"),
            reader.number(prompt, "cachedTokens"),
            reader.number(own, "cacheReadInputTokens"));
    Long written =
        first(
            reader.number(usage, "getCacheWriteInputTokens"),
            reader.number(own, "cacheCreationInputTokens"));
    Long reasoning = reader.number(completion, "reasoningTokens");
    return cacheApart
        ? Usages.withCacheApart(counts[0], counts[1], counts[2], read, written, reasoning)
        : new Usage(counts[0], counts[1], counts[2], read, written, reasoning, null, null, false);
  }

  private static @Nullable Long first(@Nullable Long... counts) {
    return Arrays.stream(counts).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
