// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.TraceHeaders;
import dev.clew.api.trace.Tracer;
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
  private static final LibraryClasses SDK = LibraryClasses.in("io.modelcontextprotocol.");

  private final Tracer tracer;
  private final Propagation propagation;
  private final FailureReport failures;

  CallToolHook(Tracer tracer, Propagation propagation, FailureReport failures) {
    this.tracer = tracer;
    this.propagation = propagation;
    this.failures = failures;
  }

  record Asked(McpAsyncClient client, CallToolRequest request) {}

  @Override
  public @Nullable Asked enter(Call call) {
    CallToolRequest request = call.argument(0, CallToolRequest.class);
    McpAsyncClient client = call.self(McpAsyncClient.class);
    return !SDK.mayAsk(request)
            || request == null
            || !SDK.mayAsk(client)
            || Context.current().get(INSIDE) != null
        ? null
        : new Asked(client, request);
  }

  @Override
  @SuppressWarnings("unchecked") // what the method returns
  public @Nullable Object exit(Asked asked, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Mono<?> answer
        ? new TracedMono<>((Mono<CallToolResult>) answer, () -> start(asked), failures)
        : result;
  }

  private McpCall<CallToolResult> start(Asked asked) {
    ToolContent content = new ToolContent(asked.request());
    Context outside = Context.current();
    Span span = tracer.start(outside, SpanType.FUNCTION, content.name(), content);
    span.attribute("mcp.method.name", "tools/call");
    span.attribute("gen_ai.tool.name", content.name());
    return new McpCall<>(outside, span) {
      @Override
      Mono<CallToolResult> source(Mono<CallToolResult> assembled) {
        CallToolRequest named = propagation.toMcpServers() ? naming(asked.request(), span) : null;
        if (named == null) {
          return assembled;
        }
        try (Scope again = Context.current().with(INSIDE, true).makeCurrent()) {
          return asked.client().callTool(named);
        }
      }

      @Override
      @Nullable SpanError answered(CallToolResult result) {
        if (!SDK.mayAsk(result)) {
          return null;
        }
        var server = asked.client().getServerInfo();
        content.answered(result, server == null ? null : server.name());
        return Boolean.TRUE.equals(result.isError())
            ? SpanError.of("tool_error", ToolContent.text(result))
            : null;
      }
    };
  }

  /** Returns a copy with the ids of the span, or null if the application has set some. */
  private static @Nullable CallToolRequest naming(CallToolRequest request, Span span) {
    Map<String, Object> meta = request.meta();
    if (!span.isRecording()
        || (meta != null
            && (!LibraryClasses.isOfJdk(meta) || meta.containsKey(TraceHeaders.TRACEPARENT)))) {
      return null;
    }
    Map<String, Object> more = meta == null ? new LinkedHashMap<>() : new LinkedHashMap<>(meta);
    // Not the baggage: the server may be anybody's.
    more.put(TraceHeaders.TRACEPARENT, TraceHeaders.of(span).get(TraceHeaders.TRACEPARENT));
    return new CallToolRequest(request.name(), request.arguments(), more);
  }
}
