// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.service.TokenStreams;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.Handoff;
import dev.clew.kit.value.Values;
import dev.langchain4j.agentic.agent.AgentInvocationException;
import dev.langchain4j.agentic.internal.AgentInvocationArguments;
import dev.langchain4j.agentic.internal.AgentInvoker;
import dev.langchain4j.agentic.scope.AgenticScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code AgentInvoker.invoke}, the default method through which every agent of a system goes
 * exactly once: AI agents, plain objects, nested workflows, humans in the loop.
 */
final class AgentInvokerHook implements Hook<AgentInvokerHook.State> {
  static final String SCOPE_ID = "scope_id";

  private static final String PLANNER_STATE = "__planner_state_";

  private final Tracer tracer;
  private final AgentContextTransfer transfer;
  private final TokenStreams streams;

  AgentInvokerHook(Tracer tracer, AgentContextTransfer transfer, TokenStreams streams) {
    this.tracer = tracer;
    this.transfer = transfer;
    this.streams = streams;
  }

  record State(AgentRun run, Context parent, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    AgentInvoker invoker = LibraryObjects.callableOrNull(call.self(AgentInvoker.class));
    AgentInvocationArguments arguments = call.required(2, AgentInvocationArguments.class);
    if (invoker == null || !LibraryObjects.mayCall(arguments)) {
      return null;
    }
    Context parent = transfer.take(arguments);
    Handoff.agentStarts(tracer, parent);
    Object inputs = Values.snapshot((Object) arguments.namedArgs());
    LangChain4jAgent content =
        AgentContents.of(invoker, invoker.method(), () -> withoutInternals(inputs));
    AgentRun run = AgentRun.start(tracer, parent, content, invoker.method());
    AgenticScope scope = LibraryObjects.callableOrNull(call.required(0, AgenticScope.class));
    run.addDetail(SCOPE_ID, scope == null ? null : scope.memoryId());
    return new State(run, parent, run.context().makeCurrent());
  }

  /**
   * An untyped workflow receives the entire state of the scope, including internal entries of
   * planners.
   */
  private static Map<String, @Nullable Object> withoutInternals(@Nullable Object snapshot) {
    Map<String, @Nullable Object> inputs =
        snapshot instanceof Map<?, ?> map ? Values.named(map) : new LinkedHashMap<>();
    inputs.keySet().removeIf(key -> key.startsWith(PLANNER_STATE));
    return inputs;
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      if (thrown instanceof AgentInvocationException && Context.current() != state.parent()) {
        transfer.failed(thrown, state.parent());
      }
      state.run().fail(Failures.cause(thrown));
    } else {
      AgentRunEnd.end(state.run(), result, streams);
    }
    return result;
  }
}
