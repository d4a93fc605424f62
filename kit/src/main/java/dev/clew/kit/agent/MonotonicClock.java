// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

/** The clock for measuring waits, independent of the wall clock. */
public class MonotonicClock {
  /** Returns nanoseconds since an arbitrary moment in the past. */
  public long nanoTime() {
    return System.nanoTime();
  }
}
