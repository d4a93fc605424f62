// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses sending to an unavailable receiver, and determines the wait between attempts.
 *
 * <p>Modified by one thread; its state can be read by any. Only retryable failures count: a
 * receiver that refuses a batch is available.
 */
final class CircuitBreaker {
  private final RetrySettings settings;
  private int failuresInARow;
  private long openUntil;
  private volatile ExporterMetrics.Breaker state = ExporterMetrics.Breaker.CLOSED;

  CircuitBreaker(RetrySettings settings) {
    this.settings = settings;
  }

  ExporterMetrics.Breaker state() {
    return state;
  }

  /** Returns whether an attempt may be made at {@code now}. */
  boolean allows(long now) {
    if (state == ExporterMetrics.Breaker.OPEN && now - openUntil >= 0) {
      state = ExporterMetrics.Breaker.HALF_OPEN;
    }
    return state != ExporterMetrics.Breaker.OPEN;
  }

  /** Returns how long it stays open, or 0. */
  long nanosToHalfOpen(long now) {
    return state == ExporterMetrics.Breaker.OPEN ? Math.max(0, openUntil - now) : 0;
  }

  /** Records that the receiver answered, whatever the answer. */
  void answered() {
    failuresInARow = 0;
    state = ExporterMetrics.Breaker.CLOSED;
  }

  /**
   * Records that the receiver was unavailable or asked for a pause of {@code retryAfter}
   * nanoseconds; returns whether that opened the breaker.
   */
  boolean failed(long now, long retryAfter) {
    failuresInARow++;
    if (state == ExporterMetrics.Breaker.HALF_OPEN
        || failuresInARow >= settings.breakerFailures()) {
      boolean news = state == ExporterMetrics.Breaker.CLOSED;
      openUntil = now + Math.max(retryAfter, settings.breakerPause().toNanos());
      state = ExporterMetrics.Breaker.OPEN;
      return news;
    }
    return false;
  }

  /**
   * Returns the wait before the next attempt: doubled each time, at least what the receiver asked
   * for, and randomized so that many JVMs do not retry at once.
   */
  long backoff(int attempt, long retryAfter) {
    long first = settings.firstBackoff().toNanos();
    long most = settings.maxBackoff().toNanos();
    long full = attempt > 30 ? most : Math.min(most, first << Math.min(attempt - 1, 20));
    long spread = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    return Math.max(retryAfter, spread);
  }
}
