// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.ReceiverNames;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.spec.AgentCard;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces the agents of a server: {@code AgentExecutor.execute}. One that leaves its task at work
 * when it returns goes on until its last event.
 */
final class ExecutorHook implements Hook<ExecutorHook.Serving> {
  static final String CANCEL = "cancel";

  private static final ContextKey<Run> SERVED = ContextKey.named("a2a served run");
  private static final String SUBCLASS = "_Subclass"; // of Quarkus, which calls the real method

  private final CallObservations calls;
  private final ServedRuns runs;
  private final Propagation propagation;

  ExecutorHook(CallObservations calls, ServedRuns runs, Propagation propagation) {
    this.calls = calls;
    this.runs = runs;
    this.propagation = propagation;
  }

  /** An executor at work. */
  record Serving(ServedRun run, Object queue, @Nullable String taskId, Scope scope) {}

  @Override
  public @Nullable Serving enter(Call call) {
    RequestContext request = call.argument(0, RequestContext.class);
    Object executor = call.self(Object.class);
    if (request == null || !isReal(executor)) {
      return null;
    }
    String taskId = Sdk.mayCall(request) ? request.getTaskId() : null;
    if (CANCEL.equals(call.label())) {
      cancelled(taskId);
      return null;
    }
    Object target = call.argument(1, Object.class);
    Object queue = target == null ? request : runs.queueOf(target);
    ServedRun outer = runs.ofQueue(queue);
    Run current = Run.current(SERVED);
    if (outer != null && current != null && current.payload() == outer.run().payload()) {
      return null; // called by an executor that delegates
    }
    Run run = start(executor, request);
    if (run == null) {
      return null;
    }
    ServedRun served = new ServedRun(run);
    runs.started(queue, taskId, served);
    return new Serving(served, queue, taskId, run.enter(SERVED));
  }

  private static boolean isReal(Object executor) {
    return Sdk.isReal(executor) || executor.getClass().getName().endsWith(SUBCLASS);
  }

  private void cancelled(@Nullable String taskId) {
    ServedRun running = runs.ofTask(taskId);
    if (running != null) {
      running.run().payload().cancelRequested();
    }
  }

  private @Nullable Run start(Object executor, RequestContext request) {
    AgentCard card = Context.current().get(ServerHook.SERVED);
    String name = Cards.name(card);
    String type = ReceiverNames.name(executor).replace(SUBCLASS, "");
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("served", "a2a");
    details.put("agent_type", type);
    details.put("agent_version", Cards.version(card));
    RunPayload payload =
        new RunPayload(
            name == null ? type : name,
            Cards.description(card),
            Sdk.mayCall(request) ? request.getMessage() : null,
            details);
    try (Scope client = propagation.fromRequests() ? CallerSpan.enter(request) : null) {
      Run run = Run.start(calls, payload);
      if (run != null) {
        payload.identify(request);
      }
      return run;
    }
  }

  @Override
  public @Nullable Object exit(
      Serving serving, @Nullable Object result, @Nullable Throwable thrown) {
    serving.scope().close();
    runs.returned(serving.taskId(), serving.run());
    if (thrown != null) {
      serving.run().failed(thrown);
      runs.forget(serving.queue());
    } else if (serving.run().returned()) {
      runs.forget(serving.queue());
    } else {
      serving.run().run().call().watch(serving.queue());
    }
    return result;
  }
}
