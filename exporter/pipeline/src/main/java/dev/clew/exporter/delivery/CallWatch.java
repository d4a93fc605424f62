// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.ExportException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Knows how long the call of an exporter takes, and interrupts one that takes too long. */
final class CallWatch {
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private @Nullable Thread caller;
  private long since;
  private boolean interrupted;
  private volatile boolean begun;

  CallWatch(Duration timeout, LongSupplier nanoTime) {
    this.timeout = timeout;
    this.nanoTime = nanoTime;
  }

  /** A call of an exporter. */
  interface Call {
    void run() throws Exception;
  }

  void run(Call call) throws Exception {
    begin();
    boolean over = false;
    try {
      call.run();
    } catch (Throwable t) {
      over = end();
      if (over) {
        throw ExportException.retryable("no answer within " + timeout.toMillis() + "ms", t, null);
      }
      throw t;
    } finally {
      end();
    }
  }

  /** Returns whether there was a call. */
  boolean hasBegun() {
    return begun;
  }

  /** Returns how long the present call has been taking, or 0. */
  synchronized long nanos() {
    return caller == null ? 0 : nanoTime.getAsLong() - since;
  }

  /** Interrupts the present call, once, if it has been taking too long. */
  synchronized void check() {
    if (!timeout.isZero() && !interrupted && nanos() > timeout.toNanos()) {
      interrupt();
    }
  }

  /** Interrupts the present call. */
  synchronized void interrupt() {
    if (caller != null) {
      interrupted = true;
      caller.interrupt();
    }
  }

  private synchronized void begin() {
    caller = Thread.currentThread();
    since = nanoTime.getAsLong();
    interrupted = false;
    begun = true;
  }

  /** Returns whether the call was interrupted; an interrupt that came late goes no further. */
  @SuppressWarnings("InterruptedExceptionSwallowed")
  private synchronized boolean end() {
    caller = null;
    if (interrupted) {
      Thread.interrupted();
    }
    return interrupted;
  }
}
