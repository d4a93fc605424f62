// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.thread.OwnThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reports the spans that end after the final report on closing: other threads continue until the
 * JVM halts.
 *
 * <p>The time of the halt is unknown, so the first report comes soon after the first such span, and
 * further ones at growing intervals as long as there are more.
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

  /** Records that the final regular report has been made. */
  void begin(boolean missed) {
    closed = true;
    if (missed) {
      spanEnded();
    }
  }

  /** Records that a span ended after closing; on an application thread. */
  void spanEnded() {
    if (closed && !started.get() && started.compareAndSet(false, true)) {
      try {
        OwnThread.daemon("clew-late", this::run).start();
      } catch (Throwable t) {
        // Out of threads: the spans are counted all the same.
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
      // The JVM is about to halt anyway.
    }
  }
}
