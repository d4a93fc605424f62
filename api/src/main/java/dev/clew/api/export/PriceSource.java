// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Knows prices of models, such as those of your contract.
 *
 * <p>Asked after the user's {@code clew.prices.file} and before the built-in table, on Clew's
 * export threads, never an application thread, and by one of them at a time. Answers are cached:
 * for each model it is asked about once per day of calls. It must answer at once, since the export
 * waits; prices that have to be fetched should be fetched by a thread of its own. If it throws, the
 * built-in price applies and the same question is asked again after a minute.
 */
@FunctionalInterface
public interface PriceSource {
  /** Returns the price, or null if it is not known here. */
  @Nullable ModelPrice find(Query query);

  /**
   * Which price is wanted. The model that answered is asked for first, then the requested one.
   *
   * @param provider as in OpenTelemetry's {@code gen_ai.provider.name}, if known
   * @param serverAddress where the call went, if known
   * @param day the day of the call in UTC
   */
  record Query(
      @Nullable String provider, @Nullable String serverAddress, String model, LocalDate day) {}
}
