// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.thread.OwnThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reports the spans that end after the last report at closing: other threads go on until the JVM
 * halts.
 *
 * <p>Nobody knows when that is, so the report comes soon after the first of them, and again at
 * growing distances as long as there are more.
 */
final class LateReport {
  private static final long FIRST_MILLIS = 50;
  private static final int REPORTS = 8;

  private final Runnable report;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean closed;

  LateReport(Runnable report) {
    this.report = report;
  }

  /** Notes that the last regular report has been made. */
  void begin(boolean missed) {
    closed = true;
    if (missed) {
      spanEnded();
    }
  }

  /** Notes that a span ended after closing; on an application thread. */
  void spanEnded() {
    if (closed && !started.get() && started.compareAndSet(false, true)) {
      try {
        OwnThread.daemon("clew-late", this::run).start();
      } catch (Throwable t) {
        // No more threads: the spans are counted all the same.
      }
    }
  }

  private void run() {
    try {
      for (int i = 0; i < REPORTS; i++) {
        TimeUnit.MILLISECONDS.sleep(FIRST_MILLIS << i);
        report.run();
      }
    } catch (InterruptedException | RuntimeException e) {
      // The JVM is about to end anyway.
    }
  }
}
