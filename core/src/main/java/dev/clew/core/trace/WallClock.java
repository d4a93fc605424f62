// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Returns the start time of traces, in nanoseconds since 1970.
 *
 * <p>The system clock allocates an object for each reading finer than milliseconds. It is therefore
 * read once a second, and the monotonic clock is added in between. The two must agree to the
 * millisecond; they do not after the time was changed or the machine was suspended.
 */
final class WallClock {
  private static final long MAX_AGE_NANOS = 1_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final InstantSource source;
  private final boolean system;
  private volatile @Nullable Reading latest;

  WallClock(InstantSource source) {
    this.source = source;
    this.system = source.equals(InstantSource.system());
  }

  long epochNanos() {
    if (!system) {
      return read();
    }
    Reading known = latest;
    if (known != null) {
      long age = System.nanoTime() - known.nanoTime;
      long now = known.epochNanos + age;
      long millis = System.currentTimeMillis();
      if (age < MAX_AGE_NANOS && Math.abs(now / NANOS_PER_MILLI - millis) <= 1) {
        return now;
      }
    }
    Reading fresh = new Reading(read(), System.nanoTime());
    latest = fresh;
    return fresh.epochNanos;
  }

  private long read() {
    Instant now = source.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private record Reading(long epochNanos, long nanoTime) {}
}
