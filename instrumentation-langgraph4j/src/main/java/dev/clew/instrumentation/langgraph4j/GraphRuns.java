// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.CallObservations;
import org.jspecify.annotations.Nullable;

/** Finds the run of a graph by either of its generators: the steps, and the outputs around them. */
final class GraphRuns {
  private final WeakIdentityMap<Object, GraphRun> runs = new WeakIdentityMap<>();
  private final CallObservations calls;

  GraphRuns(CallObservations calls) {
    this.calls = calls;
  }

  CallObservations calls() {
    return calls;
  }

  /** Associates a generator with a run. */
  void put(Object generator, GraphRun run) {
    runs.put(generator, run);
  }

  /** Returns the run of a generator, or null if it belongs to no graph. */
  @Nullable GraphRun of(Object generator) {
    return runs.get(generator);
  }
}
