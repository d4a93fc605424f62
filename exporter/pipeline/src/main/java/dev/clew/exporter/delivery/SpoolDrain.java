// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.exporter.spool.Spool;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides when an exporter sends what lies in its spool; used by the exporter's thread alone. */
final class SpoolDrain {
  private static final long LOOK_NANOS = 30_000_000_000L;
  private static final int AT_ONCE = 64;

  /** Up to this share of the queue there is time for what lies on the disk. */
  private static final int CALM_PERCENT = 25;

  /** How much longer the end of the JVM may take for what earlier ones have left on disk. */
  private static final long LAST_NANOS = 1_000_000_000L;

  private final ExporterQueue queue;
  private final CircuitBreaker breaker;
  private final ExporterCounters counters;
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private long next;

  /**
   * Makes a drain of a spool that the sender has, if any.
   *
   * @param pause how long a receiver that is away is left alone
   */
  SpoolDrain(
      ExporterQueue queue,
      CircuitBreaker breaker,
      ExporterCounters counters,
      Duration pause,
      LongSupplier nanoTime) {
    this.queue = queue;
    this.breaker = breaker;
    this.counters = counters;
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Makes the next look at the spool due. */
  void beginNow() {
    next = nanoTime.getAsLong();
  }

  /** What waits comes first: while that is much, the disk would only fill up more. */
  boolean isCalm() {
    return !queue.finished() && !queue.beyond(CALM_PERCENT);
  }

  /** Returns how long there is nothing to do for the spool. */
  long restNanos(@Nullable BatchSender sender) {
    if (sender == null || sender.spool() == null) {
      return LOOK_NANOS;
    }
    long now = nanoTime.getAsLong();
    long rest = Math.max(0, next - now);
    if (sender.spool().metrics().spansWaiting() > 0) {
      rest = Math.min(rest, pauseNanos); // spooled since the last look
    }
    return Math.max(breaker.nanosToHalfOpen(now), rest);
  }

  /** Sends some of what lies there, if it is time to. */
  void drain(@Nullable BatchSender sender) {
    Spool spool = sender == null ? null : sender.spool();
    if (sender == null || spool == null) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - next < 0 && spool.metrics().spansWaiting() == 0) {
      return;
    }
    boolean goesOn = sender.drain(AT_ONCE, this::isCalm) == AT_ONCE || !isCalm();
    long rest = spool.metrics().spansWaiting() == 0 ? LOOK_NANOS : Math.min(LOOK_NANOS, pauseNanos);
    next = goesOn ? now : nanoTime.getAsLong() + rest;
  }

  /** A program of a few seconds would otherwise never send what the one before it could not. */
  void drainAtTheEnd(@Nullable BatchSender sender) {
    if (sender == null || !sender.hasArrived()) {
      return;
    }
    long begin = nanoTime.getAsLong();
    try {
      BooleanSupplier inTime = () -> nanoTime.getAsLong() - begin < LAST_NANOS;
      boolean more = true;
      while (more && inTime.getAsBoolean()) {
        more = sender.drain(AT_ONCE, inTime) == AT_ONCE;
      }
    } catch (Throwable t) {
      counters.failed(t); // what is on disk stays there
    }
  }
}
