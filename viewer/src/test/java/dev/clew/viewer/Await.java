// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process does. */
public final class Await {

  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private Await() {}

  /** Waits until it is so; fails after a minute. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + AT_MOST.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("after " + AT_MOST.toSeconds() + " s still not: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
