// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.util.concurrent.atomic.LongAdder;

/** Counts what hooks threw, and has each cause said once. */
public final class HookFailures {
  /** Says a line unless one was said for the cause before. */
  public interface Report {
    void once(String cause, String line);
  }

  private final LongAdder count = new LongAdder();
  private final Report report;

  /** Makes a counter that starts at zero. */
  public HookFailures(Report report) {
    this.report = report;
  }

  /** Returns how many calls of hooks failed. */
  public long count() {
    return count.sum();
  }

  /** Counts a failure of {@code hook}. Never throws. */
  public void count(Class<?> hook, Throwable failure) {
    count.increment();
    try {
      StackTraceElement[] trace = failure.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[0];
      String line =
          "hook %s failed, the application is not affected: %s%s"
              .formatted(hook.getName(), failure, where);
      report.once(hook.getName() + failure.getClass().getName(), line);
    } catch (Throwable hopeless) {
      // An exception that cannot even describe itself; the count has to do.
    }
  }
}
