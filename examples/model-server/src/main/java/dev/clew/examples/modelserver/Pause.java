// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something the server waits for before it sends on: a span of time, or a gate of the caller. */
@FunctionalInterface
public interface Pause {
  /** Returns when the server may go on. */
  void hold() throws InterruptedException;

  /** No waiting at all. */
  static Pause none() {
    return () -> {};
  }

  /** Waits for a span of time. */
  static Pause of(Duration time) {
    return () -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  /**
   * Waits until the caller opens the gate. After thirty seconds the connection is dropped, so that
   * a forgotten gate fails a test instead of hanging it.
   */
  static Pause until(CountDownLatch gate) {
    return () -> {
      if (!gate.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the gate of a scripted reply was not opened in 30 s");
      }
    };
  }
}
