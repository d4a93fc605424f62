// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of a client method with its server.
 *
 * <p>The method knows what is requested, and the transport beneath it knows what is actually sent:
 * a list may come from the client's cache, in which case there is nothing to trace. Both meet here.
 */
abstract class McpExchange {
  private static final ContextKey<McpExchange> KEY = ContextKey.named("langchain4j.mcp");

  private final @Nullable String clientKey;
  private volatile @Nullable CompletableFuture<?> answer;
  private volatile boolean finished;

  McpExchange(@Nullable String clientKey) {
    this.clientKey = clientKey;
  }

  /** Returns this thread's current exchange, or null. */
  static @Nullable McpExchange current() {
    McpExchange exchange = Context.current().get(KEY);
    return exchange == null || exchange.finished ? null : exchange;
  }

  final Context in(Context context) {
    return context.with(KEY, this);
  }

  /** Records that {@code message} is about to be sent. */
  final void sending(McpMessage message, McpServer server) {
    Span span = span(message, server.nameOr(clientKey));
    if (span == null) {
      return;
    }
    span.setAttribute("mcp.method.name", message.method());
    Long id = message.id();
    if (id != null) {
      span.setAttribute("jsonrpc.request.id", id);
    }
    server.describe(span);
  }

  /** Records the future of the answer. */
  final void sent(CompletableFuture<?> future) {
    answer = future;
  }

  final void finish() {
    finished = true;
  }

  /** Returns whether anything was sent. */
  final boolean hasSent() {
    return answer != null;
  }

  /** Returns whether the method gave up before the answer arrived. */
  final boolean isUnanswered() {
    CompletableFuture<?> future = answer;
    return future != null && !future.isDone();
  }

  /** Returns whether the server reports that the tool failed. */
  final boolean isToolError() {
    return McpAnswer.text(answer, "result", "isError").equals("true");
  }

  /** Returns the span that represents {@code message}, or null. */
  abstract @Nullable Span span(McpMessage message, @Nullable String server);

  /** Returns the error for a server that did not answer in time. */
  static SpanError timeout() {
    return SpanError.of("timeout", "The MCP server did not answer in time");
  }
}
