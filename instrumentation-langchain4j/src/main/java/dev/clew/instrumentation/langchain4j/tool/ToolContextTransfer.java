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
 * <p>Both sides share the invocation context of the service's call. Before 1.6 there was none, and
 * the requests are the only objects that both sides share; a cached answer of a model may give two
 * calls the same request, hence only then.
 */
final class ToolContextTransfer {
  private static final String INVOCATION = "dev.langchain4j.invocation.";

  private final ToolLoops loops;
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();
  private final WeakIdentityMap<Object, Context> byRequest = new WeakIdentityMap<>();

  ToolContextTransfer(ToolLoops loops) {
    this.loops = loops;
  }

  /** Notes the current context for {@code requests} about to run on other threads. */
  void leave(@Nullable Object invocation, List<?> requests) {
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

  /** Forgets what {@link #leave} noted, once all requests have been answered. */
  void arrived(@Nullable Object invocation, List<?> requests) {
    if (invocation != null && isInvocation(invocation)) {
      contexts.remove(invocation);
      requests.forEach(byRequest::remove);
      return;
    }
    for (Object request : requests) {
      contexts.remove(request);
    }
  }

  /** Returns the context under which {@code request} runs: this thread's, if it has any. */
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
    Context left = contexts.get(key);
    return left != null ? left : loops.contextOf(request, current);
  }

  /**
   * Returns the context under which a tool was asked for that does not exist. The method that finds
   * out is given the request alone, in all versions.
   */
  Context contextOfUnknown(ToolExecutionRequest request) {
    Context current = Context.current();
    if (current.span() != null) {
      return current;
    }
    Context left = byRequest.get(request);
    if (left == null) {
      left = contexts.get(request);
    }
    return left != null ? left : current;
  }

  private static boolean isInvocation(Object argument) {
    return argument.getClass().getName().startsWith(INVOCATION);
  }
}
