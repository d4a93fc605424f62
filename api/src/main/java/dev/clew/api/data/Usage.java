// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one model call; null where the provider said nothing.
 *
 * <p>Input includes cached input, output includes reasoning, as in OpenTelemetry's conventions.
 *
 * @param estimated true if the provider sent no usage and the figures are a guess
 */
public record Usage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long total,
    @Nullable Long cachedInput,
    @Nullable Long cacheWriteInput,
    @Nullable Long reasoning,
    @Nullable Long audioInput,
    @Nullable Long audioOutput,
    boolean estimated) {

  /** Returns usage of which only the two main figures are known. */
  public static Usage of(long input, long output) {
    return new Usage(input, output, input + output, null, null, null, null, null, false);
  }

  /** Returns this usage with its gaps filled from {@code other}. */
  public Usage filledFrom(Usage other) {
    if (estimated && !other.estimated && other.input != null) {
      return other.filledFrom(this); // a guess never wins over what the provider said
    }
    return new Usage(
        or(input, other.input),
        or(output, other.output),
        or(total, other.total),
        or(cachedInput, other.cachedInput),
        or(cacheWriteInput, other.cacheWriteInput),
        or(reasoning, other.reasoning),
        or(audioInput, other.audioInput),
        or(audioOutput, other.audioOutput),
        input == null ? other.estimated : estimated);
  }

  private static @Nullable Long or(@Nullable Long mine, @Nullable Long other) {
    return mine != null ? mine : other;
  }
}
