// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import com.alibaba.cloud.ai.graph.GraphRunnerContext;
import com.alibaba.cloud.ai.graph.StateGraph;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Ends the span of a node, where the library tells its listeners, whether there are any or not. */
final class NodeEndHook implements Hook<Object> {
  private final GraphRuns runs;

  NodeEndHook(GraphRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    GraphRunnerContext runner = call.self(GraphRunnerContext.class);
    GraphRun run = runs.of(runner);
    String scene = call.argument(0, String.class);
    if (run != null && StateGraph.NODE_AFTER.equals(scene)) {
      run.nodeEnds(runner);
    } else if (run != null && StateGraph.ERROR.equals(scene)) {
      Exception wrapper = call.argument(1, Exception.class);
      if (wrapper != null) {
        run.nodeFails(Failures.cause(wrapper));
      }
    }
    return null;
  }
}
