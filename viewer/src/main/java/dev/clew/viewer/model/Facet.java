// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

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

  /** The field with the ids of the errors that ended a run, rather than being handled in it. */
  public static final String ENDED = "ended";

  /** The field with the price tables that were used. */
  public static final String PRICE_SOURCE = "price.source";

  /** The field with models whose price is unknown. */
  public static final String UNPRICED = "price.unknown";
}
