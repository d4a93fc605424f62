// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import com.alibaba.cloud.ai.graph.GraphRunnerContext;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.NodeSpan;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/**
 * Starts the span of a node, at the method that calls its action. What the action returns to be
 * streamed, such as a model's answer or another graph, is subscribed to with the method's result.
 */
final class NodeHook implements Hook<NodeHook.State> {
  private final GraphRuns runs;

  NodeHook(GraphRuns runs) {
    this.runs = runs;
  }

  /** A node at work. */
  record State(GraphRun run, Context inside, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    GraphRunnerContext runner = call.argument(0, GraphRunnerContext.class);
    GraphRun run = runner == null ? null : runs.of(runner);
    String name = run == null || runner == null ? null : runner.getNextNodeId();
    if (run == null || runner == null || name == null) {
      return null;
    }
    NodeSpan node = run.nodeStarts(name, runner);
    return new State(run, node.context(), node.context().makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.run().nodeFails(thrown);
    }
    return result instanceof Flux<?> rest ? new NodeFlux<>(rest, state.inside()) : result;
  }

  /** The rest of the run, which begins with what the node has returned. */
  private static final class NodeFlux<T> extends FluxOperator<T, T> {
    private final Context inside;

    NodeFlux(Flux<? extends T> rest, Context inside) {
      super(rest);
      this.inside = inside;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
      try (Scope ignored = inside.makeCurrent()) {
        source.subscribe(actual);
      }
    }
  }
}
