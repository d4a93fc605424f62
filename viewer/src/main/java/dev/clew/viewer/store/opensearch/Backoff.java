// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import dev.clew.viewer.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts: longer each time, differently in each process, and not for ever. */
final class Backoff {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  private final long deadline;
  private long millis = FIRST_MILLIS;

  Backoff(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  /** Waits; false if there is no time left for another attempt. */
  boolean pause() {
    return pause(0);
  }

  /** Waits at least that long. */
  boolean pause(long atLeastMillis) {
    long wait =
        Math.max(atLeastMillis, millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    if (System.nanoTime() + wait * 1_000_000 > deadline) {
      return false;
    }
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for OpenSearch", e);
    }
    millis = Math.min(LONGEST_MILLIS, millis * 2);
    return true;
  }
}
