// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.ToolPayload;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code ToolService.applyToolHallucinationStrategy}, which handles a request for a
 * nonexistent tool: nothing runs, and either the model is told so or the service call fails.
 */
final class HallucinatedToolHook implements Hook<HallucinatedToolHook.State> {
  private static final String HALLUCINATED = "clew.tool.hallucinated";
  private static final String ERROR_TYPE = "hallucinated_tool";

  private final Tracer tracer;
  private final ToolContextTransfer transfer;

  HallucinatedToolHook(Tracer tracer, ToolContextTransfer transfer) {
    this.tracer = tracer;
    this.transfer = transfer;
  }

  record State(ToolPayload payload, Span span, Scope scope) {}

  @Override
  public State enter(Call call) {
    ToolExecutionRequest request = call.required(0, ToolExecutionRequest.class);
    ToolPayload payload = ToolRequests.payload(request);
    Context parent = transfer.contextOfUnknown(request);
    Span span = tracer.start(parent, SpanType.FUNCTION, payload.name(), payload);
    span.setAttribute(HALLUCINATED, true);
    return new State(payload, span, parent.with(span).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.span().fail(thrown);
    } else {
      state.payload().answered(() -> ToolResults.text(result), 0);
      state.span().fail(SpanError.of(ERROR_TYPE, "the model asked for a tool that does not exist"));
    }
    return result;
  }
}
