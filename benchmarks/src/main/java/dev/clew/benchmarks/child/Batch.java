// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * A number of calls on a number of threads. Each call is timed; CPU and allocation are measured for
 * all of them.
 */
final class Batch implements Runnable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Workload workload;
  private final long[] nanos;
  private final long[] first;
  private long cpu;
  private long bytes;

  private Batch(Workload workload, int calls) {
    this.workload = workload;
    this.nanos = new long[calls];
    this.first = new long[calls];
  }

  /**
   * Returns, per call on the application thread: median and 99th percentile of the time, mean CPU,
   * mean bytes allocated, median time to the first chunk, then the batch's wall time.
   */
  static String run(Workload workload, int threads, int calls) throws InterruptedException {
    Batch[] batches = new Batch[threads];
    Thread[] running = new Thread[threads];
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      batches[i] = new Batch(workload, calls / threads);
      running[i] = new Thread(batches[i], "caller-" + i);
      running[i].start();
    }
    long cpu = 0;
    long bytes = 0;
    long[] nanos = {};
    long[] first = {};
    for (int i = 0; i < threads; i++) {
      running[i].join();
      cpu += batches[i].cpu;
      bytes += batches[i].bytes;
      nanos = joined(nanos, batches[i].nanos);
      first = joined(first, batches[i].first);
    }
    long wall = System.nanoTime() - start;
    Arrays.sort(nanos);
    Arrays.sort(first);
    return String.join(
        " ",
        String.valueOf(nanos[nanos.length / 2]),
        String.valueOf(nanos[nanos.length * 99 / 100]),
        String.valueOf(cpu / nanos.length),
        String.valueOf(bytes / nanos.length),
        String.valueOf(first[first.length / 2]),
        String.valueOf(wall));
  }

  private static long[] joined(long[] some, long[] more) {
    long[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  @Override
  public void run() {
    long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    long cpuBefore = THREADS.getCurrentThreadCpuTime();
    long before = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      long firstChunk = workload.run();
      long now = System.nanoTime();
      nanos[i] = now - before;
      first[i] = firstChunk == 0 ? 0 : firstChunk - before;
      before = now;
    }
    cpu = THREADS.getCurrentThreadCpuTime() - cpuBefore;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
  }
}
