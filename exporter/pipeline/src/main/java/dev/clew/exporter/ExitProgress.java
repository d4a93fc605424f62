// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.delivery.ExporterWorker;
import dev.clew.exporter.render.RenderPool;
import dev.clew.exporter.thread.ExportCpu;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures progress while the pipeline closes: spans, batches, and, once neither has advanced for a
 * while, the CPU time of the export threads, which may be loading their first classes on a busy
 * machine. CPU time counts only for a limited period, as it may be spent in vain.
 */
final class ExitProgress implements LongSupplier {
  private static final long CPU_STEP = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LOOK_AT_CPU_AFTER = TimeUnit.MILLISECONDS.toNanos(500);

  /** How long CPU time counts as progress, as a multiple of the patience. */
  private static final int COMPUTING = 4;

  private final long patienceNanos;
  private final long beginning;
  private final RenderPool pool;
  private final List<ExporterWorker> exporters;
  private final LongSupplier nanoTime;
  private long counted;
  private long since;
  private long cpuSteps;
  private long cpuSeen = -1;

  ExitProgress(
      long patienceNanos, RenderPool pool, List<ExporterWorker> exporters, LongSupplier nanoTime) {
    this.patienceNanos = patienceNanos;
    this.beginning = nanoTime.getAsLong();
    this.pool = pool;
    this.exporters = exporters;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  @Override
  public long getAsLong() {
    long now = pool.rendered() + exporters.stream().mapToLong(ExporterWorker::progress).sum();
    if (now != counted) {
      counted = now;
      since = nanoTime.getAsLong();
    } else if (nanoTime.getAsLong() - since > LOOK_AT_CPU_AFTER && mayCompute()) {
      lookAtCpu();
    }
    return counted + cpuSteps;
  }

  private boolean mayCompute() {
    return (nanoTime.getAsLong() - beginning) / COMPUTING < patienceNanos;
  }

  private void lookAtCpu() {
    long cpu = ExportCpu.nanosOfOthers();
    if (cpuSeen >= 0 && cpu - cpuSeen >= CPU_STEP) {
      cpuSteps++;
    }
    if (cpuSeen < 0 || cpu - cpuSeen >= CPU_STEP) {
      cpuSeen = cpu;
    }
  }

  /** Returns whether an exporter was asked to write something. */
  boolean hasBegun() {
    return exporters.stream().anyMatch(ExporterWorker::hasBegun);
  }
}
