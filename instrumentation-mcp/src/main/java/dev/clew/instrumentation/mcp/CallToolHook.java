// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.TraceHeaders;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.TraceContinuation;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Traces {@code McpAsyncClient.callTool}, which {@code McpSyncClient} calls too. Nothing happens
 * before subscription: only then is there a span and a request that carries its ids.
 */
final class CallToolHook implements Hook<CallToolHook.ToolCall> {
  private static final ContextKey<Boolean> INSIDE = ContextKey.named("mcp.call");

  /** A mocked client sends nothing and must not be called. */
  static final LibraryClasses SDK = LibraryClasses.in("io.modelcontextprotocol.");

  private final CallObservations calls;
  private final Propagation propagation;

  CallToolHook(CallObservations calls, Propagation propagation) {
    this.calls = calls;
    this.propagation = propagation;
  }

  record ToolCall(McpAsyncClient client, CallToolRequest request) {}

  @Override
  public @Nullable ToolCall enter(Call call) {
    CallToolRequest request = call.argument(0, CallToolRequest.class);
    McpAsyncClient client = call.self(McpAsyncClient.class);
    return request == null
            || !SDK.mayCall(request)
            || !SDK.mayCall(client)
            || Context.current().get(INSIDE) != null
        ? null
        : new ToolCall(client, request);
  }

  @Override
  @SuppressWarnings("unchecked") // the method's return type
  public @Nullable Object exit(
      ToolCall toolCall, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Mono<?> answer
        ? new TracedMono<>(
            (Mono<CallToolResult>) answer,
            () -> start(toolCall),
            (assembled, span) -> source(toolCall, assembled, span),
            calls.failures())
        : result;
  }

  /** A framework's execution of a tool that consists of this call already has the span for it. */
  private CallObservation start(ToolCall toolCall) {
    ToolCallPayload payload = new ToolCallPayload(toolCall.client(), toolCall.request());
    Context outside = Context.current();
    ToolRun running = ToolRun.current();
    boolean nested = running != null && running.claim();
    Span span =
        nested && running != null
            ? running.span()
            : TraceContinuation.start(
                calls.tracer(), outside, SpanType.FUNCTION, payload.name(), payload);
    if (nested) {
      span.enrich(payload);
    }
    span.setAttribute("mcp.method.name", "tools/call");
    span.setAttribute("gen_ai.tool.name", payload.name());
    return new CallObservation(calls, span, nested, payload, outside);
  }

  private Mono<CallToolResult> source(
      ToolCall toolCall, Mono<CallToolResult> assembled, Span span) {
    CallToolRequest tracedRequest =
        propagation.toMcpServers() ? withTraceparent(toolCall.request(), span) : null;
    if (tracedRequest == null) {
      return assembled;
    }
    try (Scope inside = Context.current().with(INSIDE, true).makeCurrent()) {
      return toolCall.client().callTool(tracedRequest);
    }
  }

  /**
   * Returns a copy of the request with the span's ids, or null if the application has set some
   * itself.
   */
  private static @Nullable CallToolRequest withTraceparent(CallToolRequest request, Span span) {
    Map<String, Object> meta = request.meta();
    if (!span.isRecording()
        || (meta != null
            && (!LibraryClasses.isOfJdk(meta)
                || ClientSpans.value(meta, TraceHeaders.TRACEPARENT) != null))) {
      return null;
    }
    Map<String, Object> newMeta = meta == null ? new LinkedHashMap<>() : new LinkedHashMap<>(meta);
    // Not the baggage, because the server may belong to a third party.
    newMeta.put(TraceHeaders.TRACEPARENT, TraceHeaders.of(span).get(TraceHeaders.TRACEPARENT));
    return new CallToolRequest(request.name(), request.arguments(), newMeta);
  }
}
