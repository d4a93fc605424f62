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
 * Traces the methods that execute a tool: {@code ToolService.executeWithErrorHandling}, through
 * which every tool of an AI service goes since 1.4, {@code ToolExecutor.execute}, and {@code
 * executeWithContext}, whose default also covers lambdas. The request is always the first argument,
 * whereas the result differs, and may not show whether the tool failed. The outermost method of an
 * execution has the span; inner ones only report exceptions.
 */
final class ToolHook implements Hook<ToolHook.State> {
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

  @Override
  public @Nullable State enter(Call call) {
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
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    ToolRun run = state.run();
    Scope scope = state.scope();
    Boolean failed = result == null ? null : ToolResults.isError(result);
    if (Boolean.FALSE.equals(failed)) {
      run.succeeded();
    }
    if (scope == null) {
      if (thrown != null) {
        run.recordException(Failures.cause(thrown));
      }
    } else {
      scope.close();
      String error = Boolean.TRUE.equals(failed) ? ToolResults.text(result) : null;
      run.end(
          () -> ToolResults.text(result), error, thrown == null ? null : Failures.cause(thrown));
    }
    return result;
  }
}
