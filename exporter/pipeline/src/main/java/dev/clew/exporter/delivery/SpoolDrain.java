// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.exporter.spool.Spool;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an exporter sends the contents of its spool; used by the exporter's thread alone.
 */
final class SpoolDrain {
  private static final long LOOK_NANOS = 30_000_000_000L;
  private static final int AT_ONCE = 64;

  /** The share of the queue up to which there is time to send from the disk. */
  private static final int CALM_PERCENT = 25;

  /** How much longer the end of the JVM may take to send what earlier JVMs left on disk. */
  private static final long LAST_NANOS = 1_000_000_000L;

  private final ExporterQueue queue;
  private final CircuitBreaker breaker;
  private final ExporterCounters counters;
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private long next;

  /**
   * Creates a drain of the sender's spool, if it has one.
   *
   * @param pause how long an unavailable receiver is left alone
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

  /** Makes the next check of the spool due. */
  void beginNow() {
    next = nanoTime.getAsLong();
  }

  /** Waiting batches come first: while there are many, the disk would only fill up more. */
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
      rest = Math.min(rest, pauseNanos); // spooled since the last check
    }
    return Math.max(breaker.nanosToHalfOpen(now), rest);
  }

  /** Sends some of the spooled batches if it is time to. */
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

  /**
   * Otherwise a program that runs for a few seconds would never send what the previous one could
   * not.
   */
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
