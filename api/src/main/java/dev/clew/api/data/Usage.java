// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one model call; null where the provider reported nothing.
 *
 * <p>As in OpenTelemetry's conventions, input includes cached input and output includes reasoning.
 *
 * @param estimated true if the provider reported no usage and the figures are estimates
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

  /** Returns usage with only the input and output counts known. */
  public static Usage of(long input, long output) {
    return new Usage(input, output, input + output, null, null, null, null, null, false);
  }

  /** Returns this usage with its gaps filled from {@code other}. */
  public Usage mergedWith(Usage other) {
    if (estimated && !other.estimated && other.input != null) {
      return other.mergedWith(this); // an estimate never replaces what the provider reported
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
