// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JVM's own figures. Needs the module {@code java.management}, which takes tens of
 * milliseconds to load, so this is created only if figures are wanted.
 *
 * <p>For one thread.
 */
public final class JvmFigures {
  /** A shorter period says nothing: the system counts in hundredths of a second. */
  private static final long SHORTEST_NANOS = 100_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<GarbageCollectorMXBean> collectors;
  private long lastNanoTime = System.nanoTime();
  private Optional<Duration> lastCpu = cpuTime();
  private long lastCollections;
  private long lastPauseMillis;

  /** Starts counting now. */
  public JvmFigures() {
    // Some collectors have a bean for their concurrent cycles, which pause nothing, besides the one
    // for pauses.
    this.collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(each -> !each.getName().contains("Cycles"))
            .toList();
    this.lastCollections = collections();
    this.lastPauseMillis = pauseMillis();
  }

  /**
   * Returns the figures under the trace format's names: {@code cpu} and {@code gc_…} since the
   * previous call, the others as of now; sizes in bytes, pauses in milliseconds.
   */
  public Map<String, Number> read() {
    Map<String, Number> figures = new LinkedHashMap<>();
    cpu(figures);
    Runtime runtime = Runtime.getRuntime();
    figures.put("heap_used", runtime.totalMemory() - runtime.freeMemory());
    figures.put("heap_max", runtime.maxMemory());
    figures.put("threads", threads.getThreadCount());
    long collections = collections();
    long pauses = pauseMillis();
    figures.put("gc_count", collections - lastCollections);
    figures.put("gc_pause_ms", pauses - lastPauseMillis);
    lastCollections = collections;
    lastPauseMillis = pauses;
    return figures;
  }

  /** The CPU share over all processors, from the process's own time, which java.base provides. */
  private void cpu(Map<String, Number> figures) {
    long now = System.nanoTime();
    Optional<Duration> cpu = cpuTime();
    long passed = now - lastNanoTime;
    if (cpu.isPresent() && lastCpu.isPresent() && passed >= SHORTEST_NANOS) {
      double used = cpu.get().minus(lastCpu.get()).toNanos();
      double share = used / passed / Runtime.getRuntime().availableProcessors();
      figures.put("cpu", Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 1_000.0);
    }
    lastNanoTime = now;
    lastCpu = cpu;
  }

  private static Optional<Duration> cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration();
  }

  private long collections() {
    return collectors.stream().mapToLong(each -> Math.max(0, each.getCollectionCount())).sum();
  }

  private long pauseMillis() {
    return collectors.stream().mapToLong(each -> Math.max(0, each.getCollectionTime())).sum();
  }
}
