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
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code McpAsyncClient.callTool}, which {@code McpSyncClient} calls too. Nothing happens before
 * somebody subscribes: only then is there a span, and a request that names it.
 */
final class CallToolHook implements Hook<CallToolHook.Asked> {
  private static final ContextKey<Boolean> INSIDE = ContextKey.named("mcp.call");

  /** A mock of the client sends nothing, and counts who asks it. */
  static final LibraryClasses SDK = LibraryClasses.in("io.modelcontextprotocol.");

  private final CallObservations calls;
  private final Propagation propagation;

  CallToolHook(CallObservations calls, Propagation propagation) {
    this.calls = calls;
    this.propagation = propagation;
  }

  record Asked(McpAsyncClient client, CallToolRequest request) {}

  @Override
  public @Nullable Asked enter(Call call) {
    CallToolRequest request = call.argument(0, CallToolRequest.class);
    McpAsyncClient client = call.self(McpAsyncClient.class);
    return request == null
            || !SDK.mayAsk(request)
            || !SDK.mayAsk(client)
            || Context.current().get(INSIDE) != null
        ? null
        : new Asked(client, request);
  }

  @Override
  @SuppressWarnings("unchecked") // what the method returns
  public @Nullable Object exit(Asked asked, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Mono<?> answer
        ? new TracedMono<>(
            (Mono<CallToolResult>) answer,
            () -> start(asked),
            (assembled, span) -> source(asked, assembled, span),
            calls.failures())
        : result;
  }

  /** A framework's execution of a tool that consists of this call already has the span for it. */
  private CallObservation start(Asked asked) {
    ToolCallPayload payload = new ToolCallPayload(asked.client(), asked.request());
    Context outside = Context.current();
    ToolRun running = ToolRun.current();
    boolean nested = running != null && running.claim();
    Span span =
        nested && running != null
            ? running.span()
            : calls.tracer().start(outside, SpanType.FUNCTION, payload.name(), payload);
    if (nested) {
      span.enrich(payload);
    }
    span.attribute("mcp.method.name", "tools/call");
    span.attribute("gen_ai.tool.name", payload.name());
    return new CallObservation(calls, span, nested, payload, outside);
  }

  private Mono<CallToolResult> source(Asked asked, Mono<CallToolResult> assembled, Span span) {
    CallToolRequest named = propagation.toMcpServers() ? naming(asked.request(), span) : null;
    if (named == null) {
      return assembled;
    }
    try (Scope again = Context.current().with(INSIDE, true).makeCurrent()) {
      return asked.client().callTool(named);
    }
  }

  /** Returns a copy with the ids of the span, or null if the application has set some. */
  private static @Nullable CallToolRequest naming(CallToolRequest request, Span span) {
    Map<String, Object> meta = request.meta();
    if (!span.isRecording()
        || (meta != null
            && (!LibraryClasses.isOfJdk(meta)
                || Callers.value(meta, TraceHeaders.TRACEPARENT) != null))) {
      return null;
    }
    Map<String, Object> more = meta == null ? new LinkedHashMap<>() : new LinkedHashMap<>(meta);
    // Not the baggage: the server may be anybody's.
    more.put(TraceHeaders.TRACEPARENT, TraceHeaders.of(span).get(TraceHeaders.TRACEPARENT));
    return new CallToolRequest(request.name(), request.arguments(), more);
  }
}
