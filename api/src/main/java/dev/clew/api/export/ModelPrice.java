// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import org.jspecify.annotations.Nullable;

/**
 * The price of a model, in US dollars per million tokens.
 *
 * <p>A kind of tokens without a price of its own costs what all input or output costs.
 *
 * @param input tokens sent
 * @param output tokens received
 * @param cachedInput tokens read from the provider's cache
 * @param cacheWriteInput tokens written to the provider's cache
 * @param audioInput audio tokens sent
 * @param audioOutput audio tokens received
 * @param reasoning reasoning tokens received
 * @param thousandRequests dollars per thousand requests, beside the tokens
 * @param source what {@code clew.cost.source} says, or null for the name of the price source
 */
public record ModelPrice(
    double input,
    double output,
    @Nullable Double cachedInput,
    @Nullable Double cacheWriteInput,
    @Nullable Double audioInput,
    @Nullable Double audioOutput,
    @Nullable Double reasoning,
    double thousandRequests,
    @Nullable String source) {

  public ModelPrice {
    check(input);
    check(output);
    check(cachedInput);
    check(cacheWriteInput);
    check(audioInput);
    check(audioOutput);
    check(reasoning);
    check(thousandRequests);
  }

  /** Returns a price that depends on nothing but the number of tokens sent and received. */
  public static ModelPrice of(double input, double output) {
    return new ModelPrice(input, output, null, null, null, null, null, 0, null);
  }

  /** Returns the same price with a price of its own for tokens of the provider's cache. */
  public ModelPrice withCache(@Nullable Double read, @Nullable Double write) {
    return new ModelPrice(
        input, output, read, write, audioInput, audioOutput, reasoning, thousandRequests, source);
  }

  /** Returns the same price with the source that {@code clew.cost.source} names. */
  public ModelPrice withSource(String source) {
    return new ModelPrice(
        input,
        output,
        cachedInput,
        cacheWriteInput,
        audioInput,
        audioOutput,
        reasoning,
        thousandRequests,
        source);
  }

  private static void check(@Nullable Double price) {
    if (price != null && !(price >= 0 && price < 1e9)) {
      throw new IllegalArgumentException("price out of range: " + price);
    }
  }
}
