// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells the time at which a trace begins, in nanoseconds since 1970.
 *
 * <p>The clock of the system makes an object each time it is asked for more than milliseconds. So
 * it is asked once a second, and in between the monotonic source goes on from there, as long as the
 * milliseconds agree: they do not after the time was set, or the machine has slept.
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
