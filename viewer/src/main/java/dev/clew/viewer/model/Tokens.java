// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one model call, or their sum over several.
 *
 * @param input including cached ones
 * @param output including reasoning
 * @param estimated true if at least one figure is an estimate
 */
public record Tokens(
    long input,
    long output,
    long cachedInput,
    long cacheWriteInput,
    long reasoning,
    boolean estimated) {

  public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, false);

  public long total() {
    return input + output;
  }

  public Tokens plus(@Nullable Tokens other) {
    return other == null
        ? this
        : new Tokens(
            input + other.input,
            output + other.output,
            cachedInput + other.cachedInput,
            cacheWriteInput + other.cacheWriteInput,
            reasoning + other.reasoning,
            estimated || other.estimated);
  }
}
