// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.thread;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Asks how long threads have computed. Loaded only once something takes long: it costs some classes
 * of the JDK's module {@code java.management}, which a Java made by jlink may not have.
 */
public final class ExportCpu {
  private static final String PREFIX = "clew-";

  private ExportCpu() {}

  /** Returns the nanoseconds of {@code thread}, or 0 where they cannot be known. */
  public static long nanos(Thread thread) {
    try {
      return Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()));
    } catch (LinkageError | RuntimeException e) {
      return 0;
    }
  }

  /** Returns those of all threads of the export but the caller, or 0. */
  public static long nanosOfOthers() {
    try {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long own = Thread.currentThread().getId();
      long sum = 0;
      for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
        if (each != null && each.getThreadName().startsWith(PREFIX) && each.getThreadId() != own) {
          sum += Math.max(0, threads.getThreadCpuTime(each.getThreadId()));
        }
      }
      return sum;
    } catch (LinkageError | RuntimeException e) {
      return 0;
    }
  }
}
