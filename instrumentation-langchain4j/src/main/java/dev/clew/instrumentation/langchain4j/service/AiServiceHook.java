// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Traces calls of AI services, at the invocation handler behind their proxies.
 *
 * <p>If the method returns a stream, the span stays open until the stream ends; {@link
 * TokenStreamHook} signals that while the method runs.
 */
final class AiServiceHook implements Hook<AiServiceHook.State> {
  /** Services that langchain4j-agentic creates for itself: planners, scorers, summarizers. */
  private static final String INTERNAL = "dev.langchain4j.agentic.";

  private static final String MEMORY_ACCESS = "dev.langchain4j.service.memory.ChatMemoryAccess";

  private final ServiceNames names;
  private final CallObservations calls;

  AiServiceHook(ServiceNames names, CallObservations calls) {
    this.names = names;
    this.calls = calls;
  }

  record State(AgentRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Method method = call.required(1, Method.class);
    if (!isServiceMethod(method)) {
      return null;
    }
    AgentRun outer = AgentRun.current();
    if (outer != null && outer.claim(method)) {
      return null;
    }
    Class<?> service = call.required(0, Object.class).getClass().getInterfaces()[0];
    boolean internal = service.getName().startsWith(INTERNAL);
    MethodArguments arguments = MethodArguments.snapshot(method, call.argument(2, Object[].class));
    LangChain4jAgent content =
        new LangChain4jAgent(
            internal ? SpanType.CUSTOM : SpanType.AGENT,
            names.of(service, method),
            null,
            method.getGenericReturnType(),
            arguments::named,
            List::of,
            Map.of());
    AgentRun run = AgentRun.start(calls.tracer(), Context.current(), content, method);
    run.claim(method); // a service that calls itself starts another run
    String memoryId = internal ? null : arguments.memoryId();
    if (memoryId != null) {
      run.setGroupId(memoryId);
    }
    return new State(run, run.context().makeCurrent());
  }

  private static boolean isServiceMethod(Method method) {
    return !method.isDefault()
        && method.getDeclaringClass() != Object.class
        && !method.getDeclaringClass().getName().equals(MEMORY_ACCESS);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.run().fail(Failures.cause(thrown));
    } else if (result instanceof CompletableFuture<?> future
        && LibraryClasses.isOfJdk(future)
        && !state.run().isStreaming()) {
      endWithFuture(state.run(), future);
    } else if (!state.run().isStreaming()) {
      state.run().end(result);
    }
    return result;
  }

  /** Only listens: the application receives the same future that the service returned. */
  private void endWithFuture(AgentRun run, CompletableFuture<?> future) {
    run.markStreaming();
    calls.watcher().watch(future, () -> run.streamStopped("abandoned"));
    CompletableFuture<?> unused =
        future.whenComplete(
            (value, thrown) -> {
              if (thrown instanceof CancellationException) {
                run.streamStopped("cancelled");
              } else if (thrown != null) {
                run.fail(Failures.cause(thrown));
              } else {
                run.end(value);
              }
            });
  }
}
