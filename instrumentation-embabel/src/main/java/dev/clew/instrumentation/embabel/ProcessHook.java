// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.ReceiverNames;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code run()} of a process, which calls itself after a stuck process has been helped. A
 * process that waits is run again later, which is another span of the same group.
 */
final class ProcessHook implements Hook<ProcessHook.State> {
  private final Tracer tracer;
  private final ProcessRuns runs;

  ProcessHook(Tracer tracer, ProcessRuns runs) {
    this.tracer = tracer;
    this.runs = runs;
  }

  /** A run in progress. */
  record State(Object process, ProcessRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Object process = call.self(Object.class);
    Context context = Context.current();
    ProcessRun outer = context.get(ProcessRun.KEY);
    if (ReceiverNames.isProxy(process) || (outer != null && outer.isOf(process))) {
      return null;
    }
    ProcessPayload payload = new ProcessPayload(process);
    AgentRun agent = AgentRun.start(tracer, context, payload, null);
    String id = outer == null ? payload.rootId() : null;
    if (id != null) {
      agent.setGroupId(id);
    }
    ProcessRun run = new ProcessRun(agent, payload, process);
    runs.put(process, run);
    return new State(process, run, run.context().makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    Object process = state.process();
    ProcessPayload payload = state.run().payload();
    String status = Processes.status(process);
    payload.ended(status);
    payload.answered(Processes.lastResult(process));
    outcome(process, status, thrown).apply(state.run().run().span());
    return result;
  }

  private static Outcome outcome(
      Object process, @Nullable String status, @Nullable Throwable thrown) {
    if (thrown != null) {
      return Outcome.failed(SpanError.of(thrown));
    }
    if ("FAILED".equals(status)) {
      return Outcome.failed(SpanError.of("process_failed", Processes.failure(process)));
    }
    if (status != null && (status.equals("TERMINATED") || status.equals("KILLED"))) {
      return Outcome.stopped(status.toLowerCase(Locale.ROOT));
    }
    return Outcome.COMPLETED;
  }
}
