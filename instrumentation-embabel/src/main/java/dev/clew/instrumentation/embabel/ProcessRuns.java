// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** Finds the run of a process, whose actions may be on other threads. */
final class ProcessRuns {
  private final WeakIdentityMap<Object, ProcessRun> runs = new WeakIdentityMap<>();

  /** Records that a process runs. */
  void put(Object process, ProcessRun run) {
    runs.put(process, run);
  }

  /** Returns the latest run of a process, or null. */
  @Nullable ProcessRun of(Object process) {
    return runs.get(process);
  }
}
