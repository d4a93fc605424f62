// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.client;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.instrumentation.springai.stream.CallHook;
import dev.clew.instrumentation.springai.stream.TracedFlux;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;

/** Traces the methods of a chat client with which every call and every stream begins. */
final class ClientHook extends CallHook {
  private final CallObservations observations;

  ClientHook(CallObservations observations) {
    super(observations.failures());
    this.observations = observations;
  }

  @Override
  protected boolean isStreamed(Call call) {
    return SpringAiModule.STREAM.equals(call.label());
  }

  @Override
  protected Supplier<TracedFlux.@Nullable Started> prepare(Call call) {
    Object caller = call.self(Object.class);
    ChatClientRequest request = call.required(0, ChatClientRequest.class);
    boolean streamed = isStreamed(call);
    return () -> start(caller, request, streamed);
  }

  /** Starts a run, unless an overload of the same method has started it. */
  private TracedFlux.@Nullable Started start(
      Object caller, ChatClientRequest request, boolean streamed) {
    AgentRun outer = AgentRun.current();
    if (outer != null && outer.payload() instanceof ClientPayload client && client.isOf(caller)) {
      return null;
    }
    ClientPayload payload = new ClientPayload(caller, request, streamed);
    AgentRun run = AgentRun.start(observations.tracer(), Context.current(), payload, null);
    if (!run.span().isRecording()) {
      return null;
    }
    String conversation = payload.conversation();
    if (conversation != null) {
      run.setGroupId(conversation);
    }
    return new TracedFlux.Started(
        new CallObservation(observations, run.span(), false, payload, run.parent()), run.context());
  }
}
