// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import org.bsc.langgraph4j.state.AgentState;
import org.jspecify.annotations.Nullable;

/**
 * Starts the span of a node, at the generator's method that calls its action. It ends with the
 * step, or after what the node returned to be streamed.
 */
final class NodeHook implements Hook<Scope> {
  private final GraphRuns runs;

  NodeHook(GraphRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    GraphRun run = runs.of(call.self(Object.class));
    return run == null
        ? null
        : run.nodeStarts(
                call.required(0, Object.class),
                argument(call, String.class),
                argument(call, AgentState.class))
            .makeCurrent();
  }

  /** The node's id is an argument since 1.8, the state before it in most versions. */
  private static <T> @Nullable T argument(Call call, Class<T> type) {
    for (int i = 1; i < call.argumentCount(); i++) {
      if (type.isInstance(call.argument(i, Object.class))) {
        return call.argument(i, type);
      }
    }
    return null;
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
