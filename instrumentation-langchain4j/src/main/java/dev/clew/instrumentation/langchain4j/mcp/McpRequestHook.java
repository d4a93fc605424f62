// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.mcp.client.McpClient;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Traces the methods of {@code McpClient} for tools, resources and prompts. The span starts when
 * the transport sends a request, so a list from the client's cache has none.
 */
final class McpRequestHook implements Hook<McpRequestHook.State> {
  private final Tracer tracer;

  McpRequestHook(Tracer tracer) {
    this.tracer = tracer;
  }

  record State(Request request, Scope scope) {}

  /** Returns the key of a client of the library's own class; other clients are not called. */
  static @Nullable String key(McpClient client) {
    return LibraryObjects.mayCall(client) ? client.key() : null;
  }

  @Override
  public State enter(Call call) {
    Object first = call.argumentCount() == 0 ? null : call.argument(0, Object.class);
    String target = first instanceof String text ? text : null;
    Context context = Context.current();
    Request request = new Request(key(call.self(McpClient.class)), target, tracer, context);
    return new State(request, request.in(context).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    state.request().end(result, thrown);
    return result;
  }

  /** One request, or several if the server answers in pages. */
  static final class Request extends McpExchange {
    private final @Nullable String target;
    private final Tracer tracer;
    private final Context parent;
    private @Nullable McpPayload content;
    private @Nullable Span span;

    Request(@Nullable String clientKey, @Nullable String target, Tracer tracer, Context parent) {
      super(clientKey);
      this.target = target;
      this.tracer = tracer;
      this.parent = parent;
    }

    @Override
    @Nullable Span span(McpMessage message, @Nullable String server) {
      if (span == null && !message.isToolCall()) {
        content = new McpPayload(server, message.method());
        String name = target == null ? message.method() : message.method() + " " + target;
        span = tracer.start(parent, SpanType.MCP, name, content);
        if (target != null) {
          boolean resource = message.method().startsWith("resources/");
          span.setAttribute(resource ? "mcp.resource.uri" : "gen_ai.prompt.name", target);
        }
      }
      return span;
    }

    void end(@Nullable Object result, @Nullable Throwable thrown) {
      finish();
      if (span == null || content == null) {
        return;
      }
      content.answered(result);
      if (thrown == null) {
        span.end();
      } else {
        span.fail(error(thrown));
      }
    }

    /** The client wraps exceptions of its future in plain runtime exceptions. */
    private static SpanError error(Throwable thrown) {
      Throwable real = Failures.cause(thrown);
      Throwable cause = Failures.isOfJdkOrLibrary(real) ? real.getCause() : null;
      if (real.getClass() == RuntimeException.class && cause instanceof TimeoutException) {
        return timeout();
      }
      return SpanError.of(cause instanceof InterruptedException ? cause : real);
    }
  }
}
