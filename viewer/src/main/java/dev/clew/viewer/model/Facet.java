// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import org.jspecify.annotations.Nullable;

/**
 * A value by which traces can be found, such as {@code tool} = {@code payOut}.
 *
 * @param field a text field of the filter language
 */
public record Facet(String field, String value) {

  /** The field whose single value represents all traces in the figures per minute. */
  public static final String ALL = "all";

  /** The prefix of metadata fields. */
  public static final String METADATA = "metadata.";

  /** The field with error messages; {@code error:} searches it too. */
  public static final String ERROR_MESSAGE = "error.message";

  /** The field with the price tables that were used. */
  public static final String PRICE_SOURCE = "price.source";

  /** The field with models whose price is unknown. */
  public static final String UNPRICED = "price.unknown";

  /**
   * The sums over the spans with that value in one trace.
   *
   * @param calls how many spans
   */
  public record Stats(
      long calls,
      long errors,
      long durationNanos,
      long inputTokens,
      long outputTokens,
      long cachedTokens,
      double cost,
      double saved) {

    public static final Stats NONE = new Stats(0, 0, 0, 0, 0, 0, 0, 0);

    public static Stats of(SpanRow span, long duration) {
      Tokens tokens = span.tokens() == null ? Tokens.NONE : span.tokens();
      Cost cost = span.cost() == null ? Cost.NONE : span.cost();
      return new Stats(
          1,
          span.failed() ? 1 : 0,
          duration,
          tokens.input(),
          tokens.output(),
          tokens.cachedInput(),
          cost.total(),
          cost.cacheSavings());
    }

    public Stats plus(@Nullable Stats other) {
      return other == null
          ? this
          : new Stats(
              calls + other.calls,
              errors + other.errors,
              durationNanos + other.durationNanos,
              inputTokens + other.inputTokens,
              outputTokens + other.outputTokens,
              cachedTokens + other.cachedTokens,
              cost + other.cost,
              saved + other.saved);
    }

    public Stats negated() {
      return new Stats(
          -calls,
          -errors,
          -durationNanos,
          -inputTokens,
          -outputTokens,
          -cachedTokens,
          -cost,
          -saved);
    }
  }
}
