// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.ExportException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Measures the duration of an exporter's call, and interrupts one that takes too long. */
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

  /** Returns the duration of the current call so far, or 0. */
  synchronized long nanos() {
    return caller == null ? 0 : nanoTime.getAsLong() - since;
  }

  /** Interrupts the current call, once, if it takes too long. */
  synchronized void check() {
    if (!timeout.isZero() && !interrupted && nanos() > timeout.toNanos()) {
      interrupt();
    }
  }

  /** Interrupts the current call. */
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

  /** Returns whether the call was interrupted; clears an interrupt that came too late. */
  @SuppressWarnings("InterruptedExceptionSwallowed")
  private synchronized boolean end() {
    caller = null;
    if (interrupted) {
      Thread.interrupted();
    }
    return interrupted;
  }
}
