// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.play;

/**
 * How fast a tape is played.
 *
 * @param speed 0 for no waits, 1 for the recorded times, 2 for twice as fast
 */
public record Pace(double speed) {
  /** Returns whether nothing waits. */
  public boolean isFull() {
    return speed == 0;
  }

  /** Waits until {@code millis} of the recording have passed since {@code startNanos}. */
  void await(long startNanos, long millis) throws InterruptedException {
    if (isFull()) {
      return;
    }
    long due = startNanos + (long) (millis * 1_000_000 / speed);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}
