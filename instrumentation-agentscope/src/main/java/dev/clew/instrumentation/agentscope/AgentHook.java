// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.Values;
import io.agentscope.core.agent.AgentBase;
import io.agentscope.core.message.Msg;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Traces {@code Tracer.callAgent(AgentBase, List, Supplier)}, through which agents of all kinds
 * run, whether called or streamed.
 */
final class AgentHook extends RunHook {
  /** Under this key version 2 has the runtime context of a call; version 1 has none. */
  private static final String RUNTIME_CONTEXT = "io.agentscope.core.agent.AgentBase.runtimeContext";

  private final CallObservations calls;

  AgentHook(CallObservations calls) {
    super(calls.failures());
    this.calls = calls;
  }

  @Override
  @SuppressWarnings("unchecked") // the method's parameter type
  @Nullable Function<CoreSubscriber<?>, @Nullable Started> describe(Call call) {
    AgentBase agent = call.required(0, AgentBase.class);
    List<Msg> messages = Values.copyOf((List<Msg>) call.required(1, List.class));
    return LibraryObjects.isReal(agent) ? caller -> begin(agent, messages, caller) : null;
  }

  private @Nullable Started begin(AgentBase agent, List<Msg> messages, CoreSubscriber<?> caller) {
    Context outside = Context.current();
    AgentContent content = new AgentContent(agent, messages);
    AgentRun run = AgentRun.start(calls.tracer(), outside, content, null);
    if (!run.span().isRecording()) {
      return null;
    }
    Object runtime = caller.currentContext().getOrDefault(RUNTIME_CONTEXT, null);
    String session = LibraryObjects.READER.text(runtime, "getSessionId");
    String user = LibraryObjects.READER.text(runtime, "getUserId");
    if (session == null && outside.span() == null) {
      String configured = LibraryObjects.READER.text(agent, "getDefaultSessionId");
      // Without one the library uses the agent's name, which is no conversation.
      session = content.name().equals(configured) ? null : configured;
    }
    if (session != null && !session.isBlank()) {
      run.setGroupId(session);
    }
    content.addDetail("user_id", user);
    return new Started(
        new CallObservation(calls, run.span(), false, content, outside), run.context());
  }
}
