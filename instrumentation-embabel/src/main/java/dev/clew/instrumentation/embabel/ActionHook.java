// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.data.CustomData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces the execution of an action, with its retries. */
final class ActionHook implements Hook<ActionHook.State> {
  private final Tracer tracer;
  private final ProcessRuns runs;

  ActionHook(Tracer tracer, ProcessRuns runs) {
    this.tracer = tracer;
    this.runs = runs;
  }

  /** An execution in progress. */
  record State(Span span, ActionPayload payload, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    ProcessRun run = runs.of(call.self(Object.class));
    Object action = call.argument(0, Object.class);
    if (run == null || action == null) {
      return null;
    }
    String full = Processes.name(action);
    String name = full.substring(full.lastIndexOf('.') + 1);
    ActionPayload payload = new ActionPayload(name, full);
    Context parent = run.actionStarts(name);
    Span span = tracer.start(parent, SpanType.CUSTOM, name, payload);
    return new State(span, payload, parent.with(span).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    String status = Processes.status(result);
    state.payload().status = status;
    SpanError error = null;
    if (thrown != null) {
      error = SpanError.of(thrown);
    } else if ("FAILED".equals(status)) {
      error = SpanError.of("action_failed", null);
    }
    Outcome.of(error).apply(state.span());
    return result;
  }

  /** The content of an action's span. */
  static final class ActionPayload implements Payload {
    private final String name;
    private final String full;
    private volatile @Nullable String status;

    ActionPayload(String name, String full) {
      this.name = name;
      this.full = full;
    }

    @Override
    public CustomData render() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("action", full);
      data.put("status", status);
      data.values().removeIf(value -> value == null);
      return new CustomData(name, data);
    }

    @Override
    public long retainedBytes() {
      return 256L + full.length();
    }
  }
}
