// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How much of the time for closing is used up.
 *
 * <p>The clock on the wall is no measure on a machine that is short of processors. So what counts
 * is the time without progress, and it does not begin before something was tried to be written;
 * only the hard end, some times as late, counts from the beginning. For one thread.
 */
final class ExitClock {
  /** How many times the patience closing may take in all, while spans get on. */
  static final int HARD_END = 12;

  private final long patienceNanos;
  private final LongSupplier nanoTime;
  private final LongSupplier progress;
  private final BooleanSupplier begun;
  private final long beginning;
  private long quietSince;
  private long seen;

  /**
   * Starts the clock.
   *
   * @param progress grows with whatever gets on
   * @param begun whether something was tried to be written
   */
  ExitClock(
      long patienceNanos, LongSupplier nanoTime, LongSupplier progress, BooleanSupplier begun) {
    this.patienceNanos = patienceNanos;
    this.nanoTime = nanoTime;
    this.progress = progress;
    this.begun = begun;
    this.beginning = nanoTime.getAsLong();
    this.quietSince = beginning;
    this.seen = progress.getAsLong();
  }

  /** Returns whether a share of the time is over: of 1, all of it. */
  boolean isOver(double share) {
    long now = nanoTime.getAsLong();
    long reached = progress.getAsLong();
    if (reached != seen || !begun.getAsBoolean()) {
      seen = reached;
      quietSince = now;
    }
    return now - quietSince >= share * patienceNanos
        || now - beginning >= share * HARD_END * patienceNanos;
  }

  /** Returns what is left of the patience, as if nothing had got on since the beginning. */
  long nanosLeft() {
    return Math.max(patienceNanos / 4, beginning + patienceNanos - nanoTime.getAsLong());
  }

  /** Returns how long what could not be delivered may take to get to disk. */
  long nanosToRescue() {
    return patienceNanos / 4;
  }
}
