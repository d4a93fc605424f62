// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Measures how fast the spans that wait on closing are rendered.
 *
 * <p>After a burst, far more may wait than there is time for. It is better to deliver all spans
 * without content than the first ones with it, and this must be decided while there is still time.
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
   * Starts measuring.
   *
   * @param rendered how many spans have been rendered so far
   * @param waiting how many have yet to be rendered
   */
  ExitPace(long patienceNanos, LongSupplier nanoTime, LongSupplier rendered, IntSupplier waiting) {
    this.patienceNanos = patienceNanos;
    this.nanoTime = nanoTime;
    this.rendered = rendered;
    this.waiting = waiting;
    this.beginning = nanoTime.getAsLong();
    this.renderedBefore = rendered.getAsLong();
  }

  /** Returns whether spans make progress, but too slowly to finish within the patience. */
  boolean isTooSlow() {
    long elapsed = nanoTime.getAsLong() - beginning;
    long done = rendered.getAsLong() - renderedBefore;
    return done > 0
        && elapsed >= patienceNanos / MEASURED_SHARE
        && (double) waiting.getAsInt() * elapsed > (double) done * patienceNanos;
  }
}
