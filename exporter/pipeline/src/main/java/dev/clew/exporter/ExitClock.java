// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tracks how much of the time for closing is used up.
 *
 * <p>Wall-clock time is a poor measure on a machine that is short of processors. So only time
 * without progress counts, starting with the first attempt to write; a hard limit, several times as
 * long, counts from the beginning. For one thread.
 */
final class ExitClock {
  /** The maximum duration of closing while spans make progress, as a multiple of the patience. */
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
   * @param progress a number that grows with any progress
   * @param begun whether an attempt to write was made
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

  /** Returns whether a share of the time has passed: with 1, all of it. */
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

  /** Returns what would remain of the patience if there had been no progress at all. */
  long nanosLeft() {
    return Math.max(patienceNanos / 4, beginning + patienceNanos - nanoTime.getAsLong());
  }

  /** Returns how long undelivered records may take to reach the disk. */
  long nanosToRescue() {
    return patienceNanos / 4;
  }
}
