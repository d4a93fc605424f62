// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

/** The time that waiting is measured with; not tied to the calendar. */
public class MonotonicClock {
  /** Returns nanoseconds since some moment in the past. */
  public long nanoTime() {
    return System.nanoTime();
  }
}
