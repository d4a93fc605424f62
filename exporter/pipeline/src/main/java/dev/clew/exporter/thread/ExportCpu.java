// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.thread;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Reads the CPU time of threads. Loaded only once something takes long: it needs classes of the
 * JDK's module {@code java.management}, which a Java built by jlink may lack.
 */
public final class ExportCpu {
  private static final String PREFIX = "clew-";

  private ExportCpu() {}

  /** Returns the CPU time of {@code thread} in nanoseconds, or 0 if unknown. */
  public static long nanos(Thread thread) {
    try {
      return Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()));
    } catch (LinkageError | RuntimeException e) {
      return 0;
    }
  }

  /** Returns the CPU time of all export threads except the caller, or 0. */
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
