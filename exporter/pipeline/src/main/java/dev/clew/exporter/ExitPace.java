// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How fast what waits at closing is rendered.
 *
 * <p>After a burst much more may wait than there is time for. It is better to have all spans bare
 * than the first ones with their content, and that is decided while there is time left for it.
 */
final class ExitPace {
  /** The share of the patience after which the pace is known well enough. */
  private static final int MEASURED_SHARE = 8;

  private final long patienceNanos;
  private final LongSupplier nanoTime;
  private final LongSupplier rendered;
  private final IntSupplier waiting;
  private final long beginning;
  private final long renderedBefore;

  /**
   * Begins to measure.
   *
   * @param rendered how many spans were rendered so far
   * @param waiting how many are still to be
   */
  ExitPace(long patienceNanos, LongSupplier nanoTime, LongSupplier rendered, IntSupplier waiting) {
    this.patienceNanos = patienceNanos;
    this.nanoTime = nanoTime;
    this.rendered = rendered;
    this.waiting = waiting;
    this.beginning = nanoTime.getAsLong();
    this.renderedBefore = rendered.getAsLong();
  }

  /** Returns whether spans get on, but what waits would take longer than the patience. */
  boolean isTooSlow() {
    long elapsed = nanoTime.getAsLong() - beginning;
    long done = rendered.getAsLong() - renderedBefore;
    return done > 0
        && elapsed >= patienceNanos / MEASURED_SHARE
        && (double) waiting.getAsInt() * elapsed > (double) done * patienceNanos;
  }
}
