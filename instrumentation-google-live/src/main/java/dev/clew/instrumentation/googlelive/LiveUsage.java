// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.ModalityTokenCount;
import com.google.genai.types.UsageMetadata;
import dev.clew.api.data.Usage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the provider's token counts. It counts what is in the cache as part of the prompt, but
 * thoughts beside the answer, and the results of its own tools beside the prompt.
 */
final class LiveUsage {
  private final List<UsageMetadata> reports;

  private LiveUsage(List<UsageMetadata> reports) {
    this.reports = reports;
  }

  /** Returns the sum, or null if there are no counts at all. */
  static @Nullable Usage sum(@Nullable UsageMetadata first, @Nullable UsageMetadata second) {
    if (first == null && second == null) {
      return null;
    }
    LiveUsage usage =
        new LiveUsage(
            first == null
                ? List.of(second)
                : second == null ? List.of(first) : List.of(first, second));
    return usage.sum();
  }

  private Usage sum() {
    Long thoughts = sum(UsageMetadata::thoughtsTokenCount);
    return new Usage(
        plus(sum(UsageMetadata::promptTokenCount), sum(UsageMetadata::toolUsePromptTokenCount)),
        plus(sum(UsageMetadata::responseTokenCount), thoughts),
        sum(UsageMetadata::totalTokenCount),
        sum(UsageMetadata::cachedContentTokenCount),
        null,
        thoughts,
        audio(UsageMetadata::promptTokensDetails),
        audio(UsageMetadata::responseTokensDetails),
        false);
  }

  private @Nullable Long sum(Function<UsageMetadata, Optional<Integer>> count) {
    Long sum = null;
    for (UsageMetadata report : reports) {
      Integer counted = count.apply(report).orElse(null);
      sum = counted == null ? sum : plus(sum, (long) counted);
    }
    return sum;
  }

  private @Nullable Long audio(Function<UsageMetadata, Optional<List<ModalityTokenCount>>> counts) {
    Long sum = null;
    for (UsageMetadata report : reports) {
      for (ModalityTokenCount count : LiveLibrary.elements(counts.apply(report))) {
        boolean isAudio = count.modality().map(String::valueOf).orElse("").equals("AUDIO");
        if (isAudio && count.tokenCount().isPresent()) {
          sum = plus(sum, (long) count.tokenCount().get());
        }
      }
    }
    return sum;
  }

  private static @Nullable Long plus(@Nullable Long first, @Nullable Long second) {
    return first == null ? second : second == null ? first : (Long) (first + second);
  }
}
