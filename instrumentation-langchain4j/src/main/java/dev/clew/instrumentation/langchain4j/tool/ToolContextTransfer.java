// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries the context of an AI service to the threads on which it runs tools.
 *
 * <p>Both sides know the invocation context of the service call. Before 1.6 there was none, and the
 * requests are the only objects known to both sides; they are used only then, because with a cached
 * answer two calls may share a request.
 */
final class ToolContextTransfer {
  private static final String INVOCATION = "dev.langchain4j.invocation.";

  private final ToolLoops loops;
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();
  private final WeakIdentityMap<Object, Context> byRequest = new WeakIdentityMap<>();

  ToolContextTransfer(ToolLoops loops) {
    this.loops = loops;
  }

  /** Stores the current context for {@code requests} that are about to run on other threads. */
  void capture(@Nullable Object invocation, List<?> requests) {
    Context context = Context.current();
    if (context.span() == null) {
      return;
    }
    if (invocation != null && isInvocation(invocation)) {
      contexts.put(invocation, context);
      requests.forEach(request -> byRequest.put(request, context));
      return;
    }
    for (Object request : requests) {
      contexts.put(request, context);
    }
  }

  /** Discards what {@link #capture} stored, once all requests have been answered. */
  void discard(@Nullable Object invocation, List<?> requests) {
    if (invocation != null && isInvocation(invocation)) {
      contexts.remove(invocation);
      requests.forEach(byRequest::remove);
      return;
    }
    for (Object request : requests) {
      contexts.remove(request);
    }
  }

  /**
   * Returns the context for {@code request}: the current one if it has a span, else the stored one.
   */
  Context contextOf(Call call, ToolExecutionRequest request) {
    Context current = Context.current();
    if (current.span() != null) {
      return current;
    }
    Object key = request;
    for (int i = 0; i < call.argumentCount(); i++) {
      Object argument = call.argument(i, Object.class);
      if (argument != null && isInvocation(argument)) {
        key = argument;
      }
    }
    Context stored = contexts.get(key);
    return stored != null ? stored : loops.contextOf(request, current);
  }

  /**
   * Returns the context in which a nonexistent tool was requested. In all versions, the method that
   * detects it receives only the request.
   */
  Context contextOfUnknown(ToolExecutionRequest request) {
    Context current = Context.current();
    if (current.span() != null) {
      return current;
    }
    Context stored = byRequest.get(request);
    if (stored == null) {
      stored = contexts.get(request);
    }
    return stored != null ? stored : current;
  }

  private static boolean isInvocation(Object argument) {
    return argument.getClass().getName().startsWith(INVOCATION);
  }
}
