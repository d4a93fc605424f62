// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import com.alibaba.cloud.ai.graph.CompiledGraph;
import com.alibaba.cloud.ai.graph.GraphRunner;
import com.alibaba.cloud.ai.graph.OverAllState;
import com.alibaba.cloud.ai.graph.RunnableConfig;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.kit.value.PrivateFields;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Traces the {@code Flux} that is a run of a graph. Nothing happens before it is subscribed to, and
 * each subscription is a run.
 */
final class RunHook implements Hook<RunHook.Request> {
  private final GraphRuns runs;

  RunHook(GraphRuns runs) {
    this.runs = runs;
  }

  /** What is to run. */
  record Request(CompiledGraph graph, RunnableConfig config, OverAllState state) {}

  @Override
  public @Nullable Request enter(Call call) {
    Object runner = call.self(Object.class);
    OverAllState state = call.argument(0, OverAllState.class);
    Object graph = PrivateFields.read(runner, GraphRunner.class, "compiledGraph");
    Object config = PrivateFields.read(runner, GraphRunner.class, "config");
    return state != null
            && graph instanceof CompiledGraph compiled
            && config instanceof RunnableConfig configuration
        ? new Request(compiled, configuration, state)
        : null;
  }

  @Override
  public @Nullable Object exit(
      Request request, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Flux<?> steps
        ? new RunFlux<>(steps, () -> start(request), runs.failures())
        : result;
  }

  private @Nullable GraphRun start(Request request) {
    Context caller = Context.current().forStorage();
    GraphPayload payload =
        new GraphPayload(request.graph(), request.config(), request.state(), caller);
    return GraphRun.start(runs.calls(), payload, caller);
  }
}
