// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code next()} of a graph's generators. The inner one executes a node; the outer one also
 * runs what nodes return to be streamed, such as sub-graphs and models' answers, and is the only
 * one to learn that it failed.
 */
final class StepHook implements Hook<StepHook.State> {
  private final GraphRuns runs;

  StepHook(GraphRuns runs) {
    this.runs = runs;
  }

  record State(GraphRun run, boolean steps, @Nullable Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Object generator = call.self(Object.class);
    GraphRun run = runs.of(generator);
    if (run == null) {
      return null;
    }
    boolean steps = LangGraph4jModule.STEPS.equals(call.label());
    if (steps) {
      run.begin(generator);
    }
    return new State(run, steps, run.enter(steps));
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    Scope scope = state.scope();
    if (scope != null) {
      scope.close();
    }
    if (thrown != null) {
      state.run().fail(thrown);
    } else if (result != null) {
      state.run().next(Outputs.of(result), state.steps());
    }
    state.run().exit();
    return result;
  }
}
