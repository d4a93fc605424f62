// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import java.time.Duration;

/**
 * How often and for how long sending a batch is attempted, and when a receiver gets a pause.
 *
 * @param attempts the maximum number of attempts per batch
 * @param time the maximum time for one batch, including waits
 * @param firstBackoff the wait after the first failure; doubles with each further one
 * @param maxBackoff the longest such wait
 * @param breakerFailures the number of consecutive failed attempts that opens the breaker
 * @param breakerPause how long it stays open before one attempt is made
 */
public record RetrySettings(
    int attempts,
    Duration time,
    Duration firstBackoff,
    Duration maxBackoff,
    int breakerFailures,
    Duration breakerPause) {

  public RetrySettings {
    require(attempts >= 1, "attempts < 1", attempts);
    require(!time.isNegative(), "time < 0", time);
    require(!firstBackoff.isNegative(), "firstBackoff < 0", firstBackoff);
    require(maxBackoff.compareTo(firstBackoff) >= 0, "maxBackoff < firstBackoff", maxBackoff);
    require(maxBackoff.compareTo(Duration.ofDays(1)) <= 0, "maxBackoff > 1 day", maxBackoff);
    require(breakerFailures >= 1, "breakerFailures < 1", breakerFailures);
    require(!breakerPause.isNegative(), "breakerPause < 0", breakerPause);
  }

  /** Returns 5 attempts within a minute, waits of 1 to 30 s, a breaker of 5 failures and 30 s. */
  public static RetrySettings defaults() {
    return new RetrySettings(
        5,
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        5,
        Duration.ofSeconds(30));
  }

  private static void require(boolean condition, String violated, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(violated + ": " + value);
    }
  }
}
