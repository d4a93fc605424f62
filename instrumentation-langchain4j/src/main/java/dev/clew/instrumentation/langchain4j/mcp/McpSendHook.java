// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.TraceHeaders;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code McpTransport.executeOperationWithResponse}, which sends a request. Requests not made
 * by a client method, such as health checks, are ignored.
 */
final class McpSendHook implements Hook<McpExchange> {
  private final McpServers servers;
  private final Propagation propagation;

  McpSendHook(McpServers servers, Propagation propagation) {
    this.servers = servers;
    this.propagation = propagation;
  }

  @Override
  public @Nullable McpExchange enter(Call call) throws ReflectiveOperationException {
    McpExchange exchange = McpExchange.current();
    if (exchange == null) {
      return null;
    }
    McpMessage message = McpMessage.of(call.required(0, Object.class));
    if (message == null) {
      return null;
    }
    exchange.sending(message, servers.of(call.self(Object.class)));
    if (message.isToolCall() && propagation.toMcpServers()) {
      propagate(message);
    }
    return exchange;
  }

  private static void propagate(McpMessage message) throws ReflectiveOperationException {
    Span span = Context.current().span();
    if (span != null && span.isRecording()) {
      // Not the baggage, because the server may belong to a third party.
      String traceparent = TraceHeaders.of(span).get(TraceHeaders.TRACEPARENT);
      message.addMeta(TraceHeaders.TRACEPARENT, Objects.requireNonNull(traceparent));
    }
  }

  @Override
  public @Nullable Object exit(
      McpExchange exchange, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof CompletableFuture<?> answer) {
      exchange.sent(answer);
    }
    return result;
  }
}
