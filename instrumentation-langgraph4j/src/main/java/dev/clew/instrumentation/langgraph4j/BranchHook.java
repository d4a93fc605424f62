// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.agent.NodeSpan;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.Outcome;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Traces a branch of a parallel node, on whatever thread: until its future is complete. */
final class BranchHook implements Hook<BranchHook.State> {
  private final CallObservations calls;

  BranchHook(CallObservations calls) {
    this.calls = calls;
  }

  record State(@Nullable NodeSpan node, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    GraphRun run = Context.current().get(GraphRun.KEY);
    if (run == null) {
      return null;
    }
    GraphRun.Branch branch = run.branchStarts(call.required(0, Object.class));
    return new State(branch.node(), branch.context().makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    NodeSpan node = state.node();
    if (node == null) {
      return result;
    }
    if (thrown == null
        && result instanceof CompletableFuture<?> future
        && LibraryClasses.isOfJdk(future)) {
      CompletableFuture<?> unused = future.whenComplete((value, error) -> end(node, value, error));
    } else {
      end(node, null, thrown);
    }
    return result;
  }

  /** Runs wherever the future is completed, without the guard of the hook. */
  @SuppressWarnings("unchecked") // the update of a state is keyed by strings
  private void end(NodeSpan node, @Nullable Object value, @Nullable Throwable error) {
    try {
      Map<String, Object> update =
          value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
      node.end(outcome(error), update);
    } catch (Throwable internalFailure) {
      calls.failures().report(BranchHook.class, internalFailure);
    }
  }

  private static Outcome outcome(@Nullable Throwable error) {
    Throwable cause = error == null ? null : Outputs.cause(error);
    if (cause instanceof CancellationException) {
      return Outcome.stopped("cancelled");
    }
    return Outcome.of(cause == null ? null : SpanError.of(cause));
  }
}
