// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import com.example.parrot.ToolCall;
import dev.clew.api.data.FunctionData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** {@code call(ToolCall)} of every {@code ParrotTool}, wherever the application declares it. */
final class ToolHook implements Hook<ToolHook.Running> {
  private final Tracer tracer;

  ToolHook(Tracer tracer) {
    this.tracer = tracer;
  }

  /** One execution in progress. */
  record Running(Execution execution, Span span, Scope scope) {}

  @Override
  public Running enter(Call call) {
    Execution execution = new Execution(call.required(0, ToolCall.class));
    Span span = tracer.start(SpanType.FUNCTION, execution.call.tool(), execution);
    return new Running(execution, span, Context.current().with(span).makeCurrent());
  }

  @Override
  public @Nullable Object exit(
      Running running, @Nullable Object result, @Nullable Throwable thrown) {
    running.scope().close();
    if (thrown != null) {
      running.span().fail(thrown);
    } else {
      running.execution().output = (String) result;
      running.span().end();
    }
    return result;
  }

  /** What the span says. */
  static final class Execution implements Payload {
    private final ToolCall call;
    private volatile @Nullable String output;

    private Execution(ToolCall call) {
      this.call = call;
    }

    @Override
    public FunctionData render() {
      return new FunctionData(call.tool(), call.argument(), output, call.id(), null, false);
    }
  }
}
