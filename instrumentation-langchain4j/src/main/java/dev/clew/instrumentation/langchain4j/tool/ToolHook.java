// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.ToolRun;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;

/**
 * Traces a method that executes a tool: the request is always the first argument, whereas the
 * result differs. The outermost method of an execution has the span; inner ones only report
 * exceptions.
 */
abstract class ToolHook implements Hook<ToolHook.State> {
  private final Tracer tracer;
  private final ToolContextTransfer transfer;

  ToolHook(Tracer tracer, ToolContextTransfer transfer) {
    this.tracer = tracer;
    this.transfer = transfer;
  }

  /**
   * The state of a call until its end.
   *
   * @param scope null if the span belongs to an outer method
   */
  record State(ToolRun run, @Nullable Scope scope) {}

  /** Returns the text of {@code result}; runs on the export thread. */
  abstract @Nullable String text(Object result);

  /** Returns the text of {@code result} if it represents a failure, or null. */
  abstract @Nullable String errorText(Object result);

  /** Returns whether {@code result} definitely represents success. */
  abstract boolean isSuccess(Object result);

  @Override
  public final @Nullable State enter(Call call) {
    ToolExecutionRequest request = call.argument(0, ToolExecutionRequest.class);
    if (request == null) {
      return null; // while stubbing, mocking frameworks pass the result of any()
    }
    ToolRun outer = ToolRun.current();
    if (outer != null && ToolRequests.isFor(outer, request)) {
      return new State(outer, null);
    }
    Context parent = transfer.contextOf(call, request);
    ToolRun run = ToolRequests.start(tracer, parent, request);
    return new State(run, run.in(parent).makeCurrent());
  }

  @Override
  public final @Nullable Object exit(
      State state, @Nullable Object result, @Nullable Throwable thrown) {
    ToolRun run = state.run();
    Scope scope = state.scope();
    if (result != null && isSuccess(result)) {
      run.succeeded();
    }
    if (scope == null) {
      if (thrown != null) {
        run.recordException(Failures.cause(thrown));
      }
    } else {
      scope.close();
      String error = result == null ? null : errorText(result);
      run.end(
          () -> result == null ? null : text(result),
          error,
          thrown == null ? null : Failures.cause(thrown));
    }
    return result;
  }
}
