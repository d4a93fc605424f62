// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.RunnableConfig;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where a run was requested: at the constructors of its two generators, the outer of
 * which receives the inner one. The run itself begins with its first step, if there ever is one.
 */
final class CreationHook implements Hook<Object> {
  private final GraphRuns runs;

  CreationHook(GraphRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object generator = call.self(Object.class);
    if (LangGraph4jModule.OUTPUTS.equals(call.label())) {
      Object steps = call.argument(0, Object.class);
      GraphRun run = steps == null ? null : runs.of(steps);
      if (run != null) {
        runs.put(generator, run);
      }
      return null;
    }
    Context caller = Context.current().forStorage();
    CompiledGraph<?> graph = call.required(0, CompiledGraph.class);
    GraphPayload payload =
        new GraphPayload(
            graph, call.argument(1, Object.class), call.required(2, RunnableConfig.class), caller);
    runs.put(generator, new GraphRun(runs.calls(), graph, payload, caller));
    return null;
  }
}
