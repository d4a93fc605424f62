// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import com.alibaba.cloud.ai.graph.GraphRunnerContext;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.CallObservations;
import org.jspecify.annotations.Nullable;

/** Finds the run of a graph by the library's own object for it. */
final class GraphRuns {
  private final WeakIdentityMap<Object, GraphRun> runs = new WeakIdentityMap<>();
  private final CallObservations calls;

  GraphRuns(CallObservations calls) {
    this.calls = calls;
  }

  CallObservations calls() {
    return calls;
  }

  FailureReporter failures() {
    return calls.failures();
  }

  /** Associates the library's object with a run. */
  void put(Object context, GraphRun run) {
    runs.put(context, run);
  }

  /** Returns the run of the library's object, or null if it is not traced. */
  @Nullable GraphRun of(GraphRunnerContext context) {
    return runs.get(context);
  }
}
