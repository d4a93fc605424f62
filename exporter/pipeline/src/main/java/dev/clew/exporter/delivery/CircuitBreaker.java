// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Leaves a receiver that is away alone for a while, and says how long to wait between attempts.
 *
 * <p>Used by one thread; its state is read by any. Only failures after which a retry makes sense
 * count: a receiver that refuses is there.
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

  /** The receiver answered, whatever it said. */
  void answered() {
    failuresInARow = 0;
    state = ExporterMetrics.Breaker.CLOSED;
  }

  /**
   * The receiver was away or asked to be left alone for {@code retryAfter} nanoseconds; returns
   * whether that opened the breaker.
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
   * Returns the wait before the next attempt: twice as long each time, at least what the receiver
   * asked for, and spread at random so that many JVMs do not come back at once.
   */
  long backoff(int attempt, long retryAfter) {
    long first = settings.firstBackoff().toNanos();
    long most = settings.maxBackoff().toNanos();
    long full = attempt > 30 ? most : Math.min(most, first << Math.min(attempt - 1, 20));
    long spread = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    return Math.max(retryAfter, spread);
  }
}
