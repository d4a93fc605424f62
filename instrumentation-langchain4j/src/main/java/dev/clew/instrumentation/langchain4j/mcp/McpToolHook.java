// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.tool.ToolRequests;
import dev.clew.instrumentation.langchain4j.tool.ToolResults;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.ToolRun;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.client.McpClient;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code McpClient.executeTool}: within a tool's execution it adds the server and its answer
 * to that span; called directly by the application it has a span of its own.
 */
final class McpToolHook implements Hook<McpToolHook.State> {
  private final Tracer tracer;

  McpToolHook(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * The state of a call until its end.
   *
   * @param hasOwnSpan whether the call has a span of its own
   */
  record State(ToolRun run, boolean hasOwnSpan, ToolExchange exchange, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    ToolExecutionRequest request = call.argument(0, ToolExecutionRequest.class);
    if (request == null) {
      return null;
    }
    String key = McpRequestHook.key(call.self(McpClient.class));
    Context context = Context.current();
    ToolRun outer = ToolRun.current();
    ToolRun run =
        outer != null && ToolRequests.isBehind(outer, request)
            ? outer
            : ToolRequests.start(tracer, context, request);
    boolean hasOwnSpan = run != outer;
    run.setServer(key);
    ToolExchange exchange = new ToolExchange(key, run);
    Scope scope = exchange.in(hasOwnSpan ? run.in(context) : context).makeCurrent();
    return new State(run, hasOwnSpan, exchange, scope);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    ToolExchange exchange = state.exchange();
    exchange.finish();
    ToolRun run = state.run();
    if (exchange.hasSent()) {
      run.answered(error(exchange, result, thrown));
    }
    if (state.hasOwnSpan()) {
      run.end(() -> ToolResults.text(result), null, thrown == null ? null : Failures.cause(thrown));
    } else if (thrown != null) {
      run.recordException(Failures.cause(thrown));
    }
    return result;
  }

  private static @Nullable SpanError error(
      ToolExchange exchange, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown == null && exchange.isUnanswered()) {
      return McpExchange.timeout(); // the model receives a text that says so
    }
    if (!exchange.isToolError()) {
      return null;
    }
    return SpanError.of("tool_error", thrown != null ? message(thrown) : ToolResults.text(result));
  }

  private static @Nullable String message(Throwable thrown) {
    return Failures.isOfJdkOrLibrary(thrown) ? thrown.getMessage() : null;
  }

  /** An exchange recorded on the tool's span. */
  static final class ToolExchange extends McpExchange {
    private final ToolRun run;

    ToolExchange(@Nullable String clientKey, ToolRun run) {
      super(clientKey);
      this.run = run;
    }

    @Override
    @Nullable Span span(McpMessage message, @Nullable String server) {
      if (!message.isToolCall()) {
        return null;
      }
      run.setServer(server);
      String name = message.toolName();
      if (name != null) {
        run.span().setAttribute("gen_ai.tool.name", name);
      }
      return run.span();
    }
  }
}
