// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import org.jspecify.annotations.Nullable;

/**
 * The cost of one model call in US dollars, or the sum over several.
 *
 * @param cacheSavings negative if writing the cache cost more than reading from it saved
 * @param unpriced calls whose price is unknown; the total is then too low
 */
public record Cost(
    double total,
    double input,
    double output,
    double cacheSavings,
    int unpriced,
    @Nullable String source) {

  public static final Cost NONE = new Cost(0, 0, 0, 0, 0, null);

  public Cost plus(@Nullable Cost other) {
    return other == null
        ? this
        : new Cost(
            total + other.total,
            input + other.input,
            output + other.output,
            cacheSavings + other.cacheSavings,
            unpriced + other.unpriced,
            source == null ? other.source : source);
  }
}
