// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.service.MethodArguments;
import dev.clew.instrumentation.langchain4j.service.TokenStreams;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.value.Values;
import dev.langchain4j.agentic.planner.AgentInstance;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces the root of an agentic system: {@code PlannerBasedInvocationHandler.executeAgentMethod},
 * called by the application. A nested workflow has its span from {@link AgentInvokerHook}.
 */
final class WorkflowHook implements Hook<WorkflowHook.State> {
  private static final String UNTYPED = "dev.langchain4j.agentic.UntypedAgent";

  private final Tracer tracer;
  private final TokenStreams streams;

  WorkflowHook(Tracer tracer, TokenStreams streams) {
    this.tracer = tracer;
    this.streams = streams;
  }

  record State(AgentRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Method method = call.required(1, Method.class);
    AgentRun outer = AgentRun.current();
    if (outer != null && outer.claim(method)) {
      return null;
    }
    MethodArguments arguments = MethodArguments.snapshot(method, call.argument(2, Object[].class));
    LangChain4jAgent content = content(call.self(Object.class), method, inputs(method, arguments));
    AgentRun run = AgentRun.start(tracer, Context.current(), content, method);
    run.claim(method); // a workflow that calls itself starts another run
    String memoryId = arguments.memoryId();
    if (memoryId != null) {
      run.span().setGroupId(memoryId);
    }
    return new State(run, run.context().makeCurrent());
  }

  /** Before 1.10 the handler does not expose its agent's properties. */
  private static LangChain4jAgent content(
      Object handler, Method method, Supplier<Map<String, @Nullable Object>> inputs) {
    if (handler instanceof AgentInstance agent && LibraryObjects.mayCall(agent)) {
      return AgentContents.of(agent, method, inputs);
    }
    return new LangChain4jAgent(
        SpanType.AGENT,
        AgentNames.ofMethod(method),
        null,
        method.getGenericReturnType(),
        inputs,
        List::of,
        Map.of());
  }

  /** An untyped agent receives all its inputs in one map. */
  private static Supplier<Map<String, @Nullable Object>> inputs(
      Method method, MethodArguments arguments) {
    if (!method.getDeclaringClass().getName().equals(UNTYPED)) {
      return arguments::named;
    }
    return () ->
        arguments.named().values().iterator().next() instanceof Map<?, ?> inputs
            ? Values.named(inputs)
            : Map.of();
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.run().fail(Failures.cause(thrown));
    } else {
      AgentRunEnd.end(state.run(), result, streams);
    }
    return result;
  }
}
